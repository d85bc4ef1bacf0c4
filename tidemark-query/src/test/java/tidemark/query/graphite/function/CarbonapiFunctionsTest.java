package tidemark.query.graphite.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.model.InvalidInputException;

/** The functions that carbonapi adds, over the small series of {@link Answers}. */
class CarbonapiFunctionsTest {
  private final Answers answers = new Answers();

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          median(a.x,a.y,a.gap)              | medianSeries(a.x,a.y,a.gap): 1 3.5 3 3.5 3.5 6
          count(a.gap,a.x)                   | countSeries(a.gap,a.x): 2 1 2 1 1 2
          first(a.gap,a.y)                   | firstSeries(a.gap,a.y): 1 5 3 3 2 6
          countValues(a.{x,gap})             | 1: 2 0 0 0 0 0; 2: 0 1 0 0 0 0; 3: 0 0 2 0 0 0; 4: 0 0 0 1 0 0; 5: 0 0 0 0 1 0; 6: 0 0 0 0 0 2
          aggregate(a.{x,y,one},"p50")       | p50Series(a.{x,y,one}): 3.5 3.5 3.5 4 3.5 3.5
          movingWindow(a.y,2,"p100")         | movingP100(a.y,2): 6 6 5 4 3 2
          smartSummarize(a.x,"3min","p99.9") | smartSummarize(a.x, "3min", "p99.9"): 2.998 5.998
          countValues(a.x,2)                 | valuesLimitReached: 0 0 0 0 0 0
          baseline(a.x,"1min",1,3)           | baseline(a.x): _ 1 1.5 2.5 3.5 4.5
          baseline(a.x,"1min",1,3,20)        | baseline(a.x): _ 1 2 3 4 5
          baseline(a.x,"1min",1,3,100,9)     | ~~
          baselineAberration(a.x,"1min",0,2) | baselineAberration(a.x): _ 2 1.5 1.33333 1.25 1.2
          timeShiftByMetric(m.*,m.*,1)       | timeShiftByMetric(m.64_1): 1 2 3 4 _ _; timeShiftByMetric(m.65_0): 1 2 3 4 5 6
          total(nothing.here)                | ~~
          ewma(a.x,0.5)                      | ewma(a.x,0.5): 1 1.5 2.25 3.125 4.0625 5.03125
          ewma(a.gap,0.5)                    | ewma(a.gap,0.5): 1 _ 2 _ _ 4
          ewma(a.none,0.5)                   | ewma(a.none,0.5): _ _ _ _ _ _
          heatMap(a.{x,y})                   | heatMap(a.y,a.x): 5 3 1 -1 -3 -5
          heatMap(a.x)                       | ~~
          integralWithReset(a.x,a.gap)       | integralWithReset(a.x,a.gap): 0 2 0 4 9 0
          integralWithReset(a.gap,a.one)     | integralWithReset(a.gap,a.one): 1 _ 4 _ _ 10
          join(a.{x,y},a.{y,one},"xor")      | a.x: 1 2 3 4 5 6; a.one: _ _ _ 5 _ _
          join(a.{x,y},nothing.here)         | ~~
          lowPass(a.x,50)                    | lowPass(a.x,50): 1 _ _ _ _ 6
          pearson(a.x,a.y,3)                 | pearson(a.x,a.y,3): _ _ -1 -1 -1 -1
          pearson(a.none,a.y,3)              | pearson(a.none,a.y,3): _ _ _ _ _ _
          ksTest2(a.x,a.x,2)                 | kolmogorovSmirnovTest2(a.x,a.x,2): _ _ 1 1 1 1
          pearsonClosest(a.x,a.*,1,"neg")    | a.y: 6 5 4 3 2 1
          polyfit(a.gap)                     | polyfit(a.gap): 1 2 3 4 5 6
          polyfit(a.x,1,"2min")              | polyfit(a.x,1,'2min'): 1 2 3 4 5 6 7 8
          polyfit(a.one,1)                   | polyfit(a.one,1): _ _ _ _ _ _
          powSeriesLists(a.{x,y},a.y)        | powSeries(a.x,a.y): 1 32 81 64 25 6; powSeries(a.y,a.y): 46656 3125 256 27 4 1
          powSeriesLists(a.{x,y},a.{gap,x,y}) | powSeries(a.x,a.x): 1 4 27 256 3125 46656; powSeries(a.y,a.y): 46656 3125 256 27 4 1
          powSeriesLists(a.x,no.such)        | ~~
          powSeriesLists(no.such,a.x,default=2) | powSeries(a.x,a.x): 2 4 8 16 32 64
          powSeriesLists(a.x,a.{y,gap},true,2) | powSeries(a.x,2): 1 4 9 16 25 36
          divideSeriesLists(a.x,no.such,default=2) | divideSeries(a.x,a.x): 0.5 1 1.5 2 2.5 3
          diffSeriesLists(a.{x,y},a.x,default=1,matching=true) | diffSeries(a.x,a.x): 0 0 0 0 0 0; diffSeries(a.y,1): 5 4 3 2 1 0
          multiplySeriesLists(a.gap,a.x,matching=false) | multiplySeries(a.gap,a.x): 1 _ 9 _ _ 36
          powSeriesLists(a.x,a.y)            | powSeries(a.x,a.y): 1 32 81 64 25 6
          removeZeroSeries(a.*,0.5)          | a.gap: 1 _ 3 _ _ 6; a.x: 1 2 3 4 5 6; a.y: 6 5 4 3 2 1
          scaleAfterTimestamp(a.x,10,1200000240) | scale(a.x,10,1200000240): 1 2 3 40 50 60
          slo(a.x,"3min","above",2)          | slo(a.x, 3min, above, 2): 0.333333 1
          slo(a.one,"3min","below",9)        | slo(a.one, 3min, below, 9): _ 1
          sloErrorBudget(a.x,"3min","belowOrEqual",4,0.5) | sloErrorBudget(a.x, 3min, belowOrEqual, 4, 0.5): 90 -30
          tukeyAbove(a.{x,y,gap},0,1)        | ~~
          tukeyBelow(a.{x,y,gap},0.1,1,2)    | a.y: 6 5 4 3 2 1
          tukeyAbove(a.{x,y,gap},0.1,1,"-4min") | a.y: 6 5 4 3 2 1
          highestMin(a.{x,one})              | a.one: _ _ _ 5 _ _
          lowestMax(a.{none,x,one},2)        | a.none: _ _ _ _ _ _; a.one: _ _ _ 5 _ _
          lowestMin(a.{none,x,one},3)        | a.x: 1 2 3 4 5 6; a.one: _ _ _ 5 _ _; a.none: _ _ _ _ _ _
          lowestMin(a.{one,x},3)             | a.one: _ _ _ 5 _ _; a.x: 1 2 3 4 5 6
          tukeyBelow(a.none,1,1)             | ~~
          slo(a.x,"20min","above",0)         | slo(a.x, 20min, above, 0): 1
          slo(b.slow,"1min","above",0)       | slo(b.slow, 1min, above, 0): _ _ _ _ _ _
          sloErrorBudget(a.x,"4min","above",4,0.5) | sloErrorBudget(a.x, 4min, above, 4, 0.5): -120 60
          lowPass(a.x,33.33333333)           | lowPass(a.x,33.33333333): _ _ _ _ _ _
          fft(a.x,"abs")                     | fft(a.x,abs): 21 6 3.4641 3 3.4641 6
          ifft(fft(a.x,"abs"),fft(a.x,"phase")) | ifft(fft(a.x,abs),fft(a.x,phase)): 1 2 3 4 5 6
          fft(a.y,"all")                     | fft(a.y,abs): 21 6 3.4641 3 3.4641 6; fft(a.y,phase): 0 -1.0472 -0.523599 0 0.523599 1.0472
          fft(a.none,"abs")                  | fft(a.none,abs): 0 0 0 0 0 0
          aliasByBase64(alias(a.x,"aGk="))   | hi: 1 2 3 4 5 6
          aliasByBase64(b64.aGVq,2)          | b64.hej: 1 2 3
          aliasByBase64(a.x,9)               | a.x: 1 2 3 4 5 6
          """)
  void answers(String target, String expected) {
    assertThat(answers.of(target)).isEqualTo(expected);
  }

  @Test
  void versionsMoveUntilTheirMarksMeet() {
    assertThat(answers.series("timeShiftByMetric(m.*,m.*,1)"))
        .extracting(s -> s.end() - answers.series("m.65_0").getFirst().end())
        .containsExactly(120L, 0L);
  }

  @ParameterizedTest(name = "{0} is refused")
  @ValueSource(
      strings = {
        "join(a.x,a.y,\"nand\")",
        "aggregate(a.x,\"p101\")",
        "timeShiftByMetric(a.x,a.y,1)",
        "timeShiftByMetric(a.{x,y},a.{x,y},1)",
        "baseline(a.x,\"1min\",0,2000)",
        "pearson(a.*,a.y,3)",
        "pearson(a.x,a.y,0)",
        "polyfit(a.x,0)",
        "polyfit(a.x,1,\"9999999999y\")",
        "slo(a.x,\"0s\",\"above\",1)",
        "slo(a.x,\"5min\",\"beside\",1)",
        "integralWithReset(a.x,a.*)",
        "fft(a.x,\"loud\")",
        "tukeyAbove(a.x,1,0)",
        "powSeriesLists(a.{x,y,one},a.{x,y},false)",
      })
  void refuses(String target) {
    assertThatThrownBy(() -> answers.of(target)).isInstanceOf(InvalidInputException.class);
  }
}
