package tidemark.model;

/**
 * A condition on one tag.
 *
 * @param missing whether a series without this tag is selected; each protocol's filters say which
 *     (docs/data-model.md, a missing tag)
 */
public record TagMatcher(String key, TextMatcher value, boolean missing) {
  public boolean matches(Tags tags) {
    String found = tags.get(key);
    return found == null ? missing : value.matches(found);
  }
}
