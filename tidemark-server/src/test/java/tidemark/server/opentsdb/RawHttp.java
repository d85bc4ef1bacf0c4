package tidemark.server.opentsdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * An HTTP client that sends what it is told: JDK's refuses the braces that OpenTSDB's users send.
 */
final class RawHttp {
  private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

  private RawHttp() {}

  /** An answer; header names in lower case, the body unzipped. */
  record Reply(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }
  }

  static Reply send(int port, String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    var head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    byte[] first = head.toString().getBytes(UTF_8);
    byte[] all = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return raw(port, all);
  }

  /** Sends the bytes and reads until the server closes. */
  static Reply raw(int port, byte[] request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      return parse(receive(socket.getInputStream()));
    }
  }

  /** Reads to the end of the answer, which the server need not mark by closing. */
  private static byte[] receive(InputStream in) throws IOException {
    var received = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!whole(received.toString(ISO_8859_1))) {
      int n = in.read(buffer);
      if (n < 0) {
        break;
      }
      received.write(buffer, 0, n);
    }
    return received.toByteArray();
  }

  private static boolean whole(String received) {
    int end = received.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = received.substring(0, end).toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      return received.length() >= end + 4 + Integer.parseInt(length.group(1));
    }
    return head.contains("transfer-encoding: chunked")
        ? received.endsWith("0\r\n\r\n")
        : head.startsWith("http/1.1 204");
  }

  private static Reply parse(byte[] received) throws IOException {
    String all = new String(received, ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no HTTP answer: " + all);
    }
    String[] lines = all.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    byte[] body = Arrays.copyOfRange(received, end + 4, received.length);
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = unchunk(new String(body, ISO_8859_1));
    }
    if ("gzip".equals(headers.get("content-encoding"))) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readAllBytes();
      }
    }
    return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
  }

  private static byte[] unchunk(String chunked) {
    var out = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunked.indexOf("\r\n", at);
      int length = Integer.parseInt(chunked.substring(at, line), 16);
      if (length == 0) {
        return out.toString().getBytes(ISO_8859_1);
      }
      out.append(chunked, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
  }
}
