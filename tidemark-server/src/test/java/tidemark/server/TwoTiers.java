package tidemark.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.testing.ChildJava;

/**
 * Two tiers of relays before two clusters of two disk nodes each and a memory node, each a process
 * of its own. The first tier brings the points of one aggregate to one relay of the second, which
 * aggregates and sends a copy to every cluster, and one to whoever counts.
 */
final class TwoTiers implements AutoCloseable {
  /** Seconds: how long a bucket of an aggregate is, and how long it waits for late points. */
  static final int BUCKET = 5;

  static final int EXPIRY = 30;

  private static final List<String> FIRST = List.of("first1", "first2");
  private static final List<String> SECOND = List.of("second1", "second2");

  /** Each holds every point once, among its members. */
  static final Map<String, List<String>> CLUSTERS =
      Map.of(
          "disk1", List.of("disk1a", "disk1b"),
          "disk2", List.of("disk2a", "disk2b"),
          "memory", List.of("memory"));

  private final Path folder;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Integer> httpPorts = new LinkedHashMap<>();
  private final Map<String, ChildJava> running = new LinkedHashMap<>();
  private final Map<String, Integer> starts = new LinkedHashMap<>();
  private final int counting;

  /** Nothing runs yet. */
  TwoTiers(Path folder, int counting) throws IOException {
    this.folder = folder;
    this.counting = counting;
    List<String> stores = CLUSTERS.values().stream().flatMap(List::stream).sorted().toList();
    for (String name : stores) {
      ports.put(name, freePort());
      httpPorts.put(name, freePort());
    }
    for (String name : SECOND) {
      ports.put(name, freePort());
    }
    for (String name : FIRST) {
      ports.put(name, freePort());
    }
    Files.writeString(folder.resolve("schemas"), "[all]\npattern = .*\nretentions = 1s:7d\n");
    for (String name : SECOND) {
      Files.writeString(folder.resolve(name + ".conf"), second(ports.get(name)));
    }
    for (String name : FIRST) {
      Files.writeString(folder.resolve(name + ".conf"), first(ports.get(name)));
    }
  }

  /** Free now, and below the ports that outgoing connections take. */
  private int freePort() throws IOException {
    for (int port = 12_000 + (int) (ProcessHandle.current().pid() % 97) * 150; ; port++) {
      if (ports.containsValue(port) || httpPorts.containsValue(port)) {
        continue;
      }
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // The next.
        continue;
      }
    }
  }

  private String first(int port) {
    return listen(port)
        + "cluster second jump_fnv1a_ch"
        + member("second1")
        + "=1 type frames"
        + member("second2")
        + "=2 type frames ;\n"
        + "match ^in\\.(g[0-9]+)\\..*$ route using \\1 send to second stop;\n";
  }

  private String second(int port) {
    StringBuilder rules = new StringBuilder(listen(port));
    CLUSTERS.forEach((name, members) -> {
      rules.append("cluster ").append(name).append(" any_of");
      members.forEach(each -> rules.append(member(each)).append(" type frames"));
      rules.append(" ;\n");
    });
    rules.append("cluster count forward 127.0.0.1:" + counting + " type frames ;\n");
    rules.append(
        "aggregate ^in\\.(g[0-9]+)\\.[a-z0-9]+$ every " + BUCKET + " seconds expire after ");
    rules.append(EXPIRY + " seconds timestamp at start of bucket\n");
    rules.append("  compute sum write to sum.\\1\n  compute count write to count.\\1\n");
    rules.append("  send to disk1 disk2 memory count ;\n");
    rules.append("match * send to disk1 disk2 memory count ;\n");
    return rules.toString();
  }

  private static String listen(int port) {
    return "listen type linemode 127.0.0.1:" + port + " proto tcp ;\n";
  }

  private String member(String name) {
    return " 127.0.0.1:" + ports.get(name);
  }

  /** A cluster of the first tier, for who feeds it. */
  String entrance() {
    StringBuilder cluster = new StringBuilder("cluster first any_of");
    FIRST.forEach(name -> cluster.append(member(name)).append(" type frames"));
    return cluster + " ;\nmatch * send to first ;\n";
  }

  /** The relays of both tiers, which may be killed. */
  static List<String> relays() {
    return List.of("first1", "second1", "first2", "second2");
  }

  /** The disk nodes, which may be killed too; the memory node would lose what it was told. */
  static List<String> disks() {
    return List.of("disk1a", "disk2a", "disk1b", "disk2b");
  }

  void startAll() throws IOException, InterruptedException {
    start(List.copyOf(ports.keySet()));
  }

  /** Starts some and waits until they listen. */
  void start(List<String> names) throws IOException, InterruptedException {
    for (String name : names) {
      launch(name);
    }
    for (String name : names) {
      await(name);
    }
  }

  private void launch(String name) throws IOException {
    List<String> command = new ArrayList<>();
    if (name.equals("memory")) {
      command.add("-Xmx1g");
    }
    command.add("tidemark.server.Tidemark");
    if (httpPorts.containsKey(name)) {
      command.addAll(List.of("serve", "--data", folder.resolve(name).toString()));
      set(command, "listen.graphite-line=127.0.0.1:" + ports.get(name));
      set(command, "listen.http=127.0.0.1:" + httpPorts.get(name));
      set(command, "listen.graphite-pickle=off");
      set(command, "listen.opentsdb=off");
      set(command, "storage.schemas=" + folder.resolve("schemas"));
      set(command, "storage.engine=" + (name.equals("memory") ? "memory" : "local"));
    } else {
      command.addAll(List.of("relay", "-s", "-f", folder.resolve(name + ".conf").toString()));
      command.addAll(List.of("--spool", folder.resolve(name).toString()));
    }
    starts.merge(name, 1, Integer::sum);
    running.put(name, ChildJava.start(folder.resolve(name + ".log"), command));
  }

  private static void set(List<String> command, String value) {
    command.addAll(List.of("--set", value));
  }

  private void await(String name) throws IOException, InterruptedException {
    String ready = httpPorts.containsKey(name) ? "ready in " : "] listening\n";
    running.get(name).awaitOutput(ready, starts.get(name));
  }

  /** kill -9. */
  void kill(String name) {
    running.get(name).kill();
  }

  /** Where a store answers. */
  String http(String store) {
    return "http://127.0.0.1:" + httpPorts.get(store);
  }

  /** What a process has said. */
  String output(String name) throws IOException {
    return running.get(name).output();
  }

  @Override
  public void close() {
    running.values().forEach(ChildJava::close);
  }
}
