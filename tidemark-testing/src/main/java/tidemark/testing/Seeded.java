package tidemark.testing;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests a {@link Random} as parameter, from a new seed in each run; a failure tells the seed,
 * and {@code -Dtidemark.seed=N} repeats it.
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
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Seeded.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Random.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Long given = Long.getLong(PROPERTY);
    long seed = given == null ? System.nanoTime() : given;
    test.getStore(NAMESPACE).put(PROPERTY, seed);
    return new Random(seed);
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
