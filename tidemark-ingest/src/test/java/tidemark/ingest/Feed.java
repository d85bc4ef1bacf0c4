package tidemark.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tidemark.model.Sink;

/** Sends messages to a protocol of any kind and notes what the sender is told. */
final class Feed {
  /**
   * What a sender hears.
   *
   * @param text all answers, one after the other
   * @param status of the last HTTP answer, 0 without one
   * @param broken whether the connection or request ended in an IOException
   */
  record Told(String text, int status, boolean broken) {}

  private Feed() {}

  /**
   * Sends messages: on one connection, each as a datagram, or each as a request.
   *
   * @param piece how many bytes arrive at once, at most; datagrams come whole
   */
  static Told send(Protocol protocol, Sink sink, List<byte[]> messages, int piece) {
    var text = new ByteArrayOutputStream();
    int status = 0;
    try {
      switch (protocol) {
        case Protocol.Stream stream ->
            stream.serve(new Pieces(together(messages), piece), text, sink);
        case Protocol.Datagram datagram -> {
          messages.forEach(m -> datagram.receive(ByteBuffer.wrap(m), sink));
          datagram.rest(sink);
        }
        case Protocol.Http http -> {
          for (byte[] message : messages) {
            var exchange = new TestExchange("POST", http.path(), message, null);
            exchange.piece = piece;
            http.handle(exchange, sink);
            text.writeBytes(exchange.answer.getBytes(StandardCharsets.UTF_8));
            status = exchange.status;
          }
        }
      }
    } catch (IOException e) {
      return new Told(text.toString(StandardCharsets.UTF_8), status, true);
    }
    return new Told(text.toString(StandardCharsets.UTF_8), status, false);
  }

  /** The bytes of all, in order. */
  static byte[] together(List<byte[]> parts) {
    var all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
