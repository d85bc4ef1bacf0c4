package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tidemark} tells Java for a machine and its control groups. */
class ScriptPicksTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  private ScriptInABox script;

  @BeforeEach
  void unpack() throws IOException {
    script = new ScriptInABox(directory);
    script.java("jvm/java", "25");
  }

  @Test
  void heapAndCollectorFollowTheMachine() throws Exception {
    picks(GIB / 2, "0", "-Xmx256m", "-XX:+UseSerialGC");
    picks(GIB, "0-1", "-Xmx512m", "-XX:+UseSerialGC");
    picks(4 * GIB, "0-1", "-Xmx2048m", "-XX:+UseParallelGC");
    picks(4 * GIB, "3", "-Xmx2048m", "-XX:+UseSerialGC");
    picks(8 * GIB, "0-3,8,10-11", "-Xmx3072m", "-XX:+UseParallelGC");
    picks(24 * GIB, "0-1", "-Xmx6144m", "-XX:+UseParallelGC");
    picks(256 * GIB, "0-63", "-Xmx8192m", "-XX:+UseParallelGC");
  }

  private void picks(long bytes, String cores, String... options) throws Exception {
    machine(bytes, cores);
    assertThat(options("")).contains(options).contains("-XX:+UseCompactObjectHeaders");
  }

  @Test
  void newObjectsGetAQuarterOfASmallHeapAndNoMoreOfALargeOne() throws Exception {
    picks(GIB / 2, "0", "-XX:MaxNewSize=64m");
    picks(GIB, "0", "-XX:MaxNewSize=128m");
    picks(4 * GIB, "0-1", "-XX:MaxNewSize=256m");
    picks(256 * GIB, "0-1", "-XX:MaxNewSize=256m");
  }

  @Test
  void aLargeHeapIsInLargePagesIfTheKernelLetsProcessesAsk() throws Exception {
    String pages = "-XX:+UseTransparentHugePages";
    machine(4 * GIB, "0-1");
    assertThat(options("")).doesNotContain(pages);
    script.file("mm/transparent_hugepage/enabled", "always madvise [never]\n");
    assertThat(options("")).doesNotContain(pages);
    script.file("mm/transparent_hugepage/enabled", "always [madvise] never\n");
    assertThat(options("")).contains(pages);
    script.file("mm/transparent_hugepage/enabled", "[always] madvise never\n");
    assertThat(options("")).contains(pages);
    machine(GIB, "0-1");
    assertThat(options("")).doesNotContain(pages);
  }

  @Test
  void theFirstLineOfTheLogIsToldOfTheMachine() throws Exception {
    machine(8 * GIB, "0-3,8,10-11");
    assertThat(options("")).contains("-Dtidemark.machine=8192 MiB, cores: 7");
  }

  @Test
  void theLimitsOfAnyGroupAboveHoldInVersion2() throws Exception {
    machine(24 * GIB, "0-7");
    script.file("proc/self/cgroup", "0::/system.slice/tidemark.service\n");
    script.file("cgroup/system.slice/tidemark.service/memory.max", "max\n");
    script.file("cgroup/system.slice/tidemark.service/cpu.max", "150000 100000\n");
    script.file("cgroup/system.slice/memory.max", 4 * GIB + "\n");
    script.file("cgroup/system.slice/cpu.max", "max 100000\n");
    assertThat(options("")).contains("-Dtidemark.machine=4096 MiB, cores: 2", "-Xmx2048m");
  }

  @Test
  void inAContainerTheGroupIsTheRoot() throws Exception {
    machine(24 * GIB, "0-7");
    script.file("proc/self/cgroup", "0::/\n");
    script.file("cgroup/memory.max", GIB / 2 + "\n");
    script.file("cgroup/cpu.max", "50000 100000\n");
    assertThat(options(""))
        .contains("-Dtidemark.machine=512 MiB, cores: 1", "-Xmx256m", "-XX:+UseSerialGC");
  }

  @Test
  void limitsOfVersion1HoldToo() throws Exception {
    machine(24 * GIB, "0-7");
    script.file("proc/self/cgroup", "5:cpu,cpuacct:/box\n4:memory:/box\n0::/\n");
    script.file("cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    script.file("cgroup/memory/box/memory.limit_in_bytes", 2 * GIB + "\n");
    script.file("cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    script.file("cgroup/cpu/cpu.cfs_period_us", "100000\n");
    script.file("cgroup/cpu/box/cpu.cfs_quota_us", "300000\n");
    script.file("cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
    assertThat(options("")).contains("-Dtidemark.machine=2048 MiB, cores: 3", "-Xmx1024m");
  }

  @Test
  void aSystemThatShowsNothingHas4GiBAnd2Cores() throws Exception {
    assertThat(options("")).contains("-Xmx2048m", "-XX:+UseParallelGC");
  }

  @Test
  void whatIsInTheOptionsIsNotPicked() throws Exception {
    machine(24 * GIB, "0-1");
    assertThat(options("-Xmx512m -XX:+UseSerialGC"))
        .contains("-Xmx512m", "-XX:+UseSerialGC")
        .noneMatch(option -> option.equals("-Xmx6144m") || option.contains("Parallel"))
        .noneMatch(option -> option.contains("NewSize"));
    assertThat(options("-Xmn1g"))
        .contains("-Xmx6144m", "-Xmn1g")
        .noneMatch(option -> option.contains("NewSize"));
    assertThat(options("-XX:MaxRAMPercentage=10"))
        .contains("-XX:+UseParallelGC")
        .noneMatch(option -> option.startsWith("-Xmx"));
    assertThat(options("-XX:-UseCompactObjectHeaders"))
        .containsSubsequence("-XX:+UseCompactObjectHeaders", "-XX:-UseCompactObjectHeaders");
  }

  private void machine(long bytes, String cores) throws IOException {
    script.file("proc/meminfo", "MemTotal:       " + bytes / 1024 + " kB\nMemFree: 1 kB\n");
    script.file(
        "proc/self/status", "Name:\tbash\nCpus_allowed:\tff\nCpus_allowed_list:\t" + cores + "\n");
  }

  /** The arguments of Java. */
  private List<String> options(String tidemarkOpts) throws Exception {
    return script.run(Map.of("TIDEMARK_OPTS", tidemarkOpts)).output().lines().toList();
  }
}
