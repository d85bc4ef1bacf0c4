package tidemark.testing;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests a {@link Random} as parameter. Its seed is that of the test's name, so that the same
 * commit passes or fails everywhere; {@code -Dtidemark.seed=random}, and {@code --long}, look
 * further with a new seed in each run. A failure tells the seed, and {@code -Dtidemark.seed=N}
 * repeats it.
 *
 * <pre>{@code
 * @ExtendWith(Seeded.class)
 * class RingTest {
 *   @Test void neverLosesAnything(Random random) { ... }
 * }
 * }</pre>
 */
public final class Seeded implements ParameterResolver, TestExecutionExceptionHandler {
  private static final String PROPERTY = "tidemark.seed";
  private static final String NEW = "random";
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Seeded.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Random.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    long seed = seed(test.getUniqueId());
    test.getStore(NAMESPACE).put(PROPERTY, seed);
    return new Random(seed);
  }

  /** The seed for what bears this name: as asked for, or always the same. */
  public static long seed(String name) {
    String asked = System.getProperty(PROPERTY, Boolean.getBoolean("tidemark.long") ? NEW : "");
    if (asked.equals(NEW)) {
      return System.nanoTime();
    }
    return asked.isEmpty() ? name.hashCode() : Long.parseLong(asked);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    Long seed = test.getStore(NAMESPACE).get(PROPERTY, Long.class);
    if (seed == null) {
      throw failure;
    }
    throw new AssertionError(
        failure.getMessage() + "\n(repeat with -D" + PROPERTY + "=" + seed + ")", failure);
  }
}
