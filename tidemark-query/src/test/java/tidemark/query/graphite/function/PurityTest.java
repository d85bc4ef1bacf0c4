package tidemark.query.graphite.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.DrawOptions;

/** Calls see their arguments and nothing else: no call changes what another one gives. */
class PurityTest {
  private final Answers answers = new Answers();

  @Test
  void rewritesStandInsideEachOther() {
    answers("aliasQuery(applyByNode(a.x,1,\"%\"),\"x\",\"y\",\"%d\")", "1: 1 2 3 4 5 6");
    answers(
        "applyByNode(a.x,0,\"applyByNode(%.{x,y},1,'scale(%.x,2)')\")",
        "scale(a.x,2): 2 4 6 8 10 12; scale(a.x,2): 2 4 6 8 10 12");
    answers("scale(useSeriesAbove(a.x,5,\"x\",\"y\"),2)", "scale(a.y,2): 12 10 8 6 4 2");
    answers(
        "applyByNode(a.x,0,\"movingAverage(%.y,2)\")",
        "movingAverage(a.y,2): 6 5.5 4.5 3.5 2.5 1.5");
  }

  @Test
  void seriesArePiledUpOverTheWholeAnswer() {
    answers(
        "group(stacked(a.x),stacked(a.y))", "stacked(a.x): 1 2 3 4 5 6; stacked(a.y): 7 7 7 7 7 7");
    answers("group(a.x,stacked(a.y,\"s\"))", "a.x: 1 2 3 4 5 6; a.y: 6 5 4 3 2 1");
    answers(
        "sumSeries(stacked(a.x),stacked(a.y))",
        "sumSeries(stacked(a.x),stacked(a.y)): 7 7 7 7 7 7");
  }

  @Test
  void aFactorHoldsForItsOwnSeries() {
    answers(
        "group(sumSeries(setXFilesFactor(a.{x,gap},0.9)),countSeries(a.x),sumSeries(a.{x,gap}))",
        "sumSeries(a.{x,gap}): 2 _ 6 _ _ 12; countSeries(a.x): 1 1 1 1 1 1;"
            + " sumSeries(a.{x,gap}): 2 2 6 4 5 12");
  }

  @Test
  void drawingOptionsTravelWithTheSeries() {
    DrawOptions draw =
        answers
            .series("scale(color(dashed(secondYAxis(alpha(lineWidth(a.x,2),0.5)),3),\"red\"),2)")
            .getFirst()
            .draw();
    assertThat(draw)
        .isEqualTo(
            DrawOptions.NONE.wide(2).translucent(0.5).onSecondAxis().dashed(3).coloured("red"));
    assertThat(answers.series("areaBetween(a.{x,y})"))
        .extracting(s -> s.draw().area() + " " + s.draw().hidden())
        .containsExactly("true true", "true false");
  }

  @Test
  void errorsNameTheCallTheArgumentAndTheirPlaces() {
    refuses(
        "scale(a.x,\"much\")",
        "Invalid parameters (Invalid \"float\" value specified for function \"scale\" parameter"
            + " \"factor\": much); targets: \"scale(a.x,\"much\")\"; func: \"scale\" at character 1;"
            + " argument: \"factor\" at character 11");
    refuses(
        "sum(scale(a.x))",
        "; func: \"scale\" at character 5; argument: \"factor\" at character 14");
    refuses("limit(a.x,1,2)", "; func: \"limit\" at character 1; argument: \"3\" at character 13");
    refuses("scale(a.x,by=2)", "argument: \"factor\"");
    refuses("grep(a.x,\"(\")", "; argument: \"pattern\" at character 10");
    refuses("summarize(a.x,\"5 apples\")", "; argument: \"intervalString\" at character 15");
    refuses(
        "applyByNode(a.x,1,\"scale(%)\")",
        "; func: \"scale\" at character 1; argument: \"factor\" at character 10; in \"scale(a.x)\" made"
            + " by applyByNode()");
  }

  private void answers(String target, String expected) {
    assertThat(answers.of(target)).as(target).isEqualTo(expected);
  }

  private void refuses(String target, String message) {
    assertThatThrownBy(() -> answers.of(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
