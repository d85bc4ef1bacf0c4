package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.InvalidInputException;
import tidemark.testing.Seeded;

/**
 * Whatever is nested in whatever: an answer or a refusal that names the call, the same one twice,
 * in time, and the inputs are as before.
 */
@ExtendWith(Seeded.class)
class FunctionFuzzTest {
  private static final int TARGETS = Integer.getInteger("fuzz.targets", 1500);
  private static final long SECONDS_PER_TARGET = 60; // on a machine that is busy with other things

  private final SampleWorld world = new SampleWorld();

  @Test
  void anyNestingOfAllFunctionsIsAnsweredOrRefused(Random random) throws Exception {
    String inputs = "{" + String.join(",", SampleWorld.KINDS) + "}.*.*";
    List<String> before = SampleWorld.shown(world.answer(inputs));
    var targets = new RandomTargets(random);
    Map<Boolean, Integer> answered = new HashMap<>();
    try (ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
      for (int i = 0; i < TARGETS; i++) {
        String target = targets.call(random.nextInt(5));
        List<String> once = inTime(thread, target);
        assertThat(inTime(thread, target)).as(target).isEqualTo(once);
        answered.merge(!once.getFirst().startsWith("refused"), 1, Integer::sum);
      }
    }
    System.out.printf(
        "random targets: %d answered, %d refused%n", answered.get(true), answered.get(false));
    assertThat(SampleWorld.shown(world.answer(inputs))).isEqualTo(before);
  }

  private List<String> inTime(ExecutorService thread, String target) throws Exception {
    Future<List<String>> answer = thread.submit(() -> answer(target));
    try {
      return answer.get(SECONDS_PER_TARGET, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in " + SECONDS_PER_TARGET + " s: " + target, e);
    } catch (ExecutionException e) {
      throw new AssertionError(target, e.getCause());
    }
  }

  /** What is shown, after an empty line, or what is refused. */
  private List<String> answer(String target) {
    try {
      List<String> shown = new ArrayList<>(List.of(""));
      shown.addAll(SampleWorld.shown(world.answer(target)));
      return shown;
    } catch (InvalidInputException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(message)
          .startsWith("Invalid parameters (")
          .containsPattern("; func: |query\\.max-");
      return List.of("refused: " + message);
    }
  }
}
