package tidemark.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Plays one recorded run over real sockets and compares what the sinks received. */
final class CasePlayer {
  private static final long PATIENCE_MILLIS = 15_000;
  private static final Pattern TIME = Pattern.compile("\\{\\{T([+-]\\d+)?}}");

  private final GoldenCase recorded;
  private final Path folder;
  private final Map<String, Sink> sinks = new LinkedHashMap<>();
  private final int port;
  private final int port2;
  private long t;

  CasePlayer(GoldenCase recorded, Path folder, FreePorts free) throws IOException {
    this.recorded = recorded;
    this.folder = folder;
    // Ports ascend with the sinks' names, so that ties on a ring fall as recorded.
    TreeSet<Integer> ports = free.some(recorded.sinks.size() + 2);
    this.port = ports.pollFirst();
    this.port2 = ports.pollFirst();
    for (GoldenCase.SinkSpec spec :
        recorded.sinks.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList()) {
      Path file = folder.resolve("sink_" + spec.name());
      sinks.put(spec.name(), new Sink(spec.transport(), ports.pollFirst(), file));
    }
  }

  /** What differs; empty if all is as recorded. */
  String play() throws IOException, InterruptedException {
    if (recorded.phase >= 0) {
      while (System.currentTimeMillis() / 1000 % recorded.align != recorded.phase) {
        Thread.sleep(20);
      }
    }
    t = System.currentTimeMillis() / 1000 / recorded.align * recorded.align;
    for (Map.Entry<String, String> file : recorded.files.entrySet()) {
      if (file.getKey().endsWith(".conf")) {
        Files.writeString(
            folder.resolve(file.getKey()), filled(file.getValue()), StandardCharsets.ISO_8859_1);
      }
    }
    return switch (recorded.kind) {
      case "config" -> {
        int status = RunningRelay.start(args("-t", "-t"), "").stop();
        yield compare("result", status == 0 ? "ok\n" : "error\n");
      }
      case "test" -> {
        RunningRelay relay =
            RunningRelay.start(args("-t"), filled(recorded.files.get("input.txt")));
        relay.stop();
        String out = relay.out();
        yield compare("stdout", blanked(out.substring(out.indexOf("parsed configuration"))));
      }
      default -> live();
    };
  }

  private List<String> args(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(
        List.of("-f", folder + "/relay.conf", "-p", "" + port, "-H", "test.hostname", "-w", "1"));
    args.addAll(List.of(more));
    args.addAll(recorded.args);
    return args;
  }

  private String live() throws IOException, InterruptedException {
    for (GoldenCase.SinkSpec spec : recorded.sinks) {
      if (spec.up()) {
        sinks.get(spec.name()).start();
      }
    }
    RunningRelay relay = RunningRelay.start(recorded.stats ? args() : args("-s"), "");
    try {
      for (String[] step : recorded.steps) {
        step(step, relay);
      }
      long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
      while (!difference().isEmpty() && System.currentTimeMillis() < deadline) {
        Thread.sleep(50);
      }
    } finally {
      relay.stop();
    }
    Thread.sleep(200);
    String difference = difference();
    for (Sink sink : sinks.values()) {
      sink.close();
    }
    return difference.isEmpty() ? "" : difference + relay.err();
  }

  private void step(String[] step, RunningRelay relay) throws IOException, InterruptedException {
    switch (step[1]) {
      case "tcp" -> tcp(port, input(step[2]));
      case "tcp2" -> tcp(port2, input(step[2]));
      case "gzip" -> tcp(port, zipped(input(step[2])));
      case "unix" -> unix(step);
      case "udp" -> udp(input(step[2]));
      case "sleep" -> Thread.sleep((long) (Double.parseDouble(step[2]) * 1000));
      case "start_sink" -> sinks.get(step[2]).start();
      case "stop_sink" -> sinks.get(step[2]).close();
      case "waitlines" -> waitLines(step);
      case "term" -> relay.stop();
      case "hup" -> {
        Files.copy(
            folder.resolve(step[2]),
            folder.resolve("relay.conf"),
            StandardCopyOption.REPLACE_EXISTING);
        relay.reload();
      }
      default -> throw new IllegalArgumentException(step[1]);
    }
  }

  private void waitLines(String[] step) throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + Long.parseLong(step[4]) * 1000;
    while (sinks.get(step[2]).lines() < Long.parseLong(step[3])
        && System.currentTimeMillis() < deadline) {
      Thread.sleep(20);
    }
  }

  private byte[] input(String file) {
    return filled(recorded.files.get(file)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void tcp(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(bytes);
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var zipped = new java.io.ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private void unix(String[] step) throws IOException {
    String path = step.length > 3 ? filled(step[3]) : "/tmp/.s.carbon-c-relay." + port;
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.write(ByteBuffer.wrap(input(step[2])));
    }
  }

  private void udp(byte[] bytes) throws IOException, InterruptedException {
    try (DatagramSocket socket = new DatagramSocket()) {
      int start = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          socket.send(
              new DatagramPacket(
                  bytes, start, i + 1 - start, InetAddress.getByName("127.0.0.1"), port));
          start = i + 1;
          Thread.sleep(5);
        }
      }
    }
  }

  private String difference() throws IOException {
    StringBuilder difference = new StringBuilder();
    StringBuilder together = new StringBuilder();
    for (GoldenCase.SinkSpec spec : recorded.sinks) {
      String text = blanked(sinks.get(spec.name()).text());
      if (recorded.union.contains(spec.name())) {
        together.append(text);
      }
      if (!spec.mode().equals("info")) {
        difference.append(compare(spec.name(), ordered(spec.mode(), text)));
      }
    }
    if (!recorded.union.isEmpty()) {
      difference.append(compare("union", ordered("sorted", together.toString())));
    }
    return difference.toString();
  }

  private static String ordered(String mode, String text) {
    List<String> lines = text.lines().toList();
    return switch (mode) {
      case "sorted" ->
          lines.stream().sorted().map(line -> line + "\n").collect(Collectors.joining());
      case "names" ->
          lines.stream()
              .map(line -> line.split(" ", -1)[0] + "\n")
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining());
      case "count" -> lines.size() + "\n";
      default -> text;
    };
  }

  private String compare(String what, String actual) {
    String expected = recorded.expected.get(what);
    if (actual.equals(expected)) {
      return "";
    }
    Set<String> extra = actual.lines().collect(Collectors.toCollection(TreeSet::new));
    expected.lines().toList().forEach(extra::remove);
    Set<String> missing = expected.lines().collect(Collectors.toCollection(TreeSet::new));
    actual.lines().toList().forEach(missing::remove);
    return recorded.name
        + " "
        + what
        + ": missing "
        + missing
        + ", unexpected "
        + extra
        + ", lines "
        + actual.lines().count()
        + " for "
        + expected.lines().count()
        + "\n";
  }

  private String filled(String text) {
    String filled =
        text.replace("@PORT@", "" + port)
            .replace("@PORT2@", "" + port2)
            .replace("@DIR@", folder.toString());
    for (Map.Entry<String, Sink> each : sinks.entrySet()) {
      filled =
          filled
              .replace("@SINK_" + each.getKey() + "@", each.getValue().address())
              .replace("@SINKPORT_" + each.getKey() + "@", "" + each.getValue().port())
              .replace("@FILE_" + each.getKey() + "@", each.getValue().file().toString());
    }
    Matcher matcher = TIME.matcher(filled);
    return matcher.replaceAll(
        found -> "" + (t + (found.group(1) == null ? 0 : Long.parseLong(found.group(1)))));
  }

  /** What a run decides, replaced by what stands for it in the recording. */
  private String blanked(String text) {
    String blanked = text.replace(folder.toString(), "@DIR@");
    for (Map.Entry<String, Sink> each : sinks.entrySet()) {
      String address = each.getValue().address();
      blanked =
          blanked
              .replace(address, "@SINK_" + each.getKey() + "@")
              .replace(address.replace('.', '_'), "@SINKU_" + each.getKey() + "@");
    }
    blanked =
        blanked
            .replace("" + port, "@PORT@")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z", "@ISO@")
            .replaceAll("_stub_0x[0-9a-f]+__", "_stub_0xc0d3__");
    return Pattern.compile("\\b\\d{10}\\b")
        .matcher(blanked)
        .replaceAll(found -> Matcher.quoteReplacement(time(Long.parseLong(found.group()))));
  }

  private String time(long seconds) {
    long n = seconds - t;
    if (Math.abs(n) > 3600) {
      return "" + seconds;
    }
    return n == 0 ? "{{T}}" : String.format("{{T%+d}}", n);
  }
}
