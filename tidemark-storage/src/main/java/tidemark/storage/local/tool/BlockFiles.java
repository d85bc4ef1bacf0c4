package tidemark.storage.local.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.disk.Disk;

/** The block directories of an engine's directory, which a running server may change meanwhile. */
final class BlockFiles {
  private static final String DAY = "-?\\d{4,}-\\d\\d-\\d\\d";

  private final Disk disk;

  BlockFiles(Disk disk) {
    this.disk = disk;
  }

  /** Where raw blocks are, then each tier. */
  List<String> roots() throws IOException {
    List<String> roots = new ArrayList<>(List.of("blocks"));
    for (String step : disk.list("tiers")) {
      if (step.matches("\\d{1,10}")) {
        roots.add("tiers/" + step);
      }
    }
    return roots;
  }

  /** The paths of all blocks below a root. */
  List<String> blocks(String root) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String day : disk.list(root)) {
      if (day.matches(DAY)) {
        for (String name : disk.list(root + '/' + day)) {
          paths.add(root + '/' + day + '/' + name);
        }
      }
    }
    return paths;
  }

  /** Opens a block; null if it was merged away, or is damaged, which is said. */
  @Nullable Block open(String path, Consumer<String> problem) throws IOException {
    try {
      return Block.open(disk, path, problem);
    } catch (IOException e) {
      if (disk.exists(path + "/MANIFEST")) {
        problem.accept("block " + path + " cannot be used: " + e.getMessage());
      }
      return null;
    }
  }
}
