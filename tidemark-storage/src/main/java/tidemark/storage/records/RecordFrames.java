package tidemark.storage.records;

import java.nio.charset.StandardCharsets;
import tidemark.storage.Records.Entry;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.log.FrameBuffer;

/** The bodies of the journal's frames, drawn in docs/formats/records.md. */
final class RecordFrames {
  static final String MAGIC = "TIDEREC";
  static final int PUT = 1;
  static final int GONE = 2;

  private RecordFrames() {}

  static void put(FrameBuffer frames, Entry entry) {
    ByteOutput body = frames.begin(PUT);
    text(body, entry.kind());
    text(body, entry.key());
    body.putSigned(entry.time());
    text(body, entry.json());
    frames.end();
  }

  static void gone(FrameBuffer frames, String kind, String key) {
    ByteOutput body = frames.begin(GONE);
    text(body, kind);
    text(body, key);
    frames.end();
  }

  static Entry readPut(ByteInput body) {
    return new Entry(text(body), text(body), body.getSigned(), text(body));
  }

  static String text(ByteInput in) {
    int length = in.getCount(in.remaining());
    return new String(in.array(), in.skip(length), length, StandardCharsets.UTF_8);
  }

  private static void text(ByteOutput out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putVar(bytes.length);
    out.put(bytes, 0, bytes.length);
  }
}
