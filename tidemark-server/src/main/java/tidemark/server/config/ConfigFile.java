package tidemark.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import tidemark.config.ConfigNode.Value;
import tidemark.model.InvalidInputException;

/**
 * Reads tidemark.yaml into dotted keys that know their line. A section may be nested or its keys
 * dotted:
 *
 * <pre>
 * listen:
 *   http: 0.0.0.0:8080
 * storage.engine: local
 * </pre>
 */
final class ConfigFile {
  private final String name;
  private final Map<String, Value> values = new LinkedHashMap<>();

  private ConfigFile(Path file) {
    this.name = file.toString();
  }

  /**
   * The values of a file by full dotted key.
   *
   * @throws InvalidInputException if it cannot be read, is not YAML, or says a thing twice, naming
   *     file and line
   */
  static Map<String, Value> read(Path file) {
    ConfigFile reader = new ConfigFile(file);
    try {
      String text = Files.readString(file);
      new Compose(LoadSettings.builder().setLabel(reader.name).build())
          .composeString(text)
          .ifPresent(reader::root);
      return reader.values;
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(reader.name + ": there is no such file", e);
    } catch (IOException e) {
      throw new InvalidInputException(reader.name + ": cannot be read: " + e.getMessage(), e);
    } catch (MarkedYamlEngineException e) {
      String at = e.getProblemMark().map(reader::line).orElse(reader.name);
      throw new InvalidInputException(at + ": this is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(reader.name + ": this is not YAML: " + e.getMessage(), e);
    }
  }

  private void root(Node node) {
    if (node instanceof MappingNode) {
      walk("", node);
    } else if (!(node instanceof ScalarNode scalar) || !scalar.getValue().isEmpty()) {
      throw new InvalidInputException(place(node) + ": expected lines like \"key: value\"");
    }
  }

  private void walk(String path, Node node) {
    switch (node) {
      case MappingNode section -> {
        for (NodeTuple entry : section.getValue()) {
          if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new InvalidInputException(place(entry.getKeyNode()) + ": a key must be a word");
          }
          String full = path.isEmpty() ? key.getValue() : path + '.' + key.getValue();
          walk(full, entry.getValueNode());
        }
      }
      case ScalarNode scalar -> {
        Value twice = values.put(path, new Value(scalar.getValue(), place(node)));
        if (twice != null) {
          throw new InvalidInputException(
              place(node) + ": " + path + " was already set in " + twice.origin());
        }
      }
      default -> throw new InvalidInputException(place(node) + ": " + path + " cannot be a list");
    }
  }

  private String place(Node node) {
    return node.getStartMark().map(this::line).orElse(name);
  }

  private String line(Mark mark) {
    return name + " line " + (mark.getLine() + 1);
  }
}
