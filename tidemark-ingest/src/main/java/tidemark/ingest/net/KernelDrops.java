package tidemark.ingest.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many datagrams Linux dropped at a UDP port because its receive buffer was full: the last
 * column of /proc/net/udp and udp6 (proc(5)). Elsewhere NaN: nobody says.
 */
final class KernelDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

  private final String portSuffix;

  KernelDrops(int port) {
    portSuffix = String.format(":%04X", port);
  }

  double read() {
    double drops = Double.NaN;
    for (Path table : TABLES) {
      try {
        if (Files.exists(table)) {
          drops = add(drops, Files.readAllLines(table));
        }
      } catch (IOException e) {
        return Double.NaN;
      }
    }
    return drops;
  }

  private double add(double before, List<String> lines) {
    double drops = before;
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length > 2 && columns[1].endsWith(portSuffix)) {
        double here = Double.parseDouble(columns[columns.length - 1]);
        drops = Double.isNaN(drops) ? here : drops + here;
      }
    }
    return drops;
  }
}
