package tidemark.server.opentsdb;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.Map;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/stats/jvm} and {@code /api/stats/threads}: OpenTSDB's fields about this process's
 * Java machine.
 */
final class JvmStats {
  private JvmStats() {}

  static Answer jvm(Call call) {
    call.only("GET", "POST");
    var memory = ManagementFactory.getMemoryMXBean();
    var runtime = ManagementFactory.getRuntimeMXBean();
    var out = new JsonOut().beginObject().name("os").beginObject().name("systemLoadAverage");
    out.value(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()).endObject();
    out.name("gc").beginObject();
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.name(camel(gc.getName())).beginObject();
      out.name("collectionTime").value(gc.getCollectionTime());
      out.name("collectionCount").value(gc.getCollectionCount()).endObject();
    }
    out.endObject().name("runtime").beginObject().name("startTime").value(runtime.getStartTime());
    out.name("uptime").value(runtime.getUptime()).name("vmName").value(runtime.getVmName());
    out.name("vmVendor").value(runtime.getVmVendor());
    out.name("vmVersion").value(runtime.getVmVersion()).endObject();
    out.name("memory").beginObject();
    usage("heapMemoryUsage", memory.getHeapMemoryUsage(), out);
    usage("nonHeapMemoryUsage", memory.getNonHeapMemoryUsage(), out);
    out.name("objectsPendingFinalization").value(0); // finalization is on its way out of Java
    return Answer.json(out.endObject().endObject());
  }

  private static void usage(String name, MemoryUsage usage, JsonOut out) {
    out.name(name).beginObject().name("init").value(usage.getInit());
    out.name("used").value(usage.getUsed()).name("committed").value(usage.getCommitted());
    out.name("max").value(usage.getMax()).endObject();
  }

  /** {@code G1 Young Generation} as {@code g1YoungGeneration}. */
  private static String camel(String words) {
    String joined = words.replace(" ", "");
    return Character.toLowerCase(joined.charAt(0)) + joined.substring(1);
  }

  static Answer threads(Call call) {
    call.only("GET", "POST");
    var out = new JsonOut().beginArray();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      out.beginObject().name("threadID").value(thread.threadId());
      out.name("name").value(thread.getName()).name("state").value(thread.getState().toString());
      out.name("interrupted").value(thread.isInterrupted());
      out.name("priority").value(thread.getPriority()).name("stack");
      out.value(Arrays.stream(each.getValue()).map(Object::toString).toList()).endObject();
    }
    return Answer.json(out.endArray());
  }
}
