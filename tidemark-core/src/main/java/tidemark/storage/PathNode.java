package tidemark.storage;

/**
 * A node of the path tree. A path may be both: {@code a.b} with a series of its own and others
 * below is given as one leaf and one branch, the leaf first.
 */
public record PathNode(String path, boolean leaf) {
  /** The last component. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
