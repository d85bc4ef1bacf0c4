package tidemark.query.graphite.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A few hand-computed cases of each family of graphite-web's functions, with gaps, one value, none
 * and mixed steps, over the small series of {@link Answers}.
 */
class FunctionFamiliesTest {
  private final Answers answers = new Answers();

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          add(a.gap,constant=1.5)         | add(a.gap,1): 2.5 _ 4.5 _ _ 7.5
          pow(a.x,"2")                    | pow(a.x,2): 1 4 9 16 25 36
          minMax(a.gap)                   | minMax(a.gap): 0 _ 0.4 _ _ 1
          minMax(a.none)                  | minMax(a.none): _ _ _ _ _ _
          minMax(a.one)                   | minMax(a.one): _ _ _ 0 _ _
          offsetToZero(a.y)               | offsetToZero(a.y): 5 4 3 2 1 0
          changed(a.gap)                  | changed(a.gap): 0 0 1 0 0 1
          isNonNull(a.gap)                | isNonNull(a.gap): 1 0 1 0 0 1
          interpolate(a.gap)              | interpolate(a.gap): 1 2 3 4 5 6
          interpolate(a.gap,limit=1)      | interpolate(a.gap): 1 2 3 _ _ 6
          delay(a.x,2)                    | delay(a.x,2): _ _ 1 2 3 4
          delay(a.x,-9)                   | delay(a.x,-9): _ _ _ _ _ _
          stdev(a.y,2)                    | stdev(a.y,2): 0 0.5 0.5 0.5 0.5 0.5
          linearRegression(a.gap)         | linearRegression(a.gap, 1200000000, 1200000360): 1 2 3 4 5 6
          linearRegression(a.one)         | ~~
          aggregateLine(a.gap,"max",true) | aggregateLine(a.gap, 6): 6 6 6 6 6 6
          removeAboveValue(a.x,3)         | removeAboveValue(a.x, 3): 1 2 3 _ _ _
          removeBelowPercentile(a.x,1e3)  | removeBelowPercentile(a.x, 1000): 1 2 3 4 5 6
          nPercentile(a.x,-50)            | nPercentile(a.x, -50): 3 3 3 3 3 3
          asPercent(a.x,true)             | asPercent(a.x,True): 100 200 300 400 500 600
          reduceSeries(group(a.{x,y},a.x),"sumSeries",1,"x","y") | a.reduce.sumSeries: 7 7 7 7 7 7
          removeBelowPercentile(a.x,50)   | removeBelowPercentile(a.x, 50): _ _ _ 4 5 6
          filterSeries(a.*,"sum",">",10)  | a.x: 1 2 3 4 5 6; a.y: 6 5 4 3 2 1
          mostDeviant(a.{x,one,none},1)   | a.x: 1 2 3 4 5 6
          sortByMinima(a.{y,one})         | a.y: 6 5 4 3 2 1; a.one: _ _ _ 5 _ _
          unique(a.x,a.x)                 | a.x: 1 2 3 4 5 6
          fallbackSeries(no.such,a.one)   | a.one: _ _ _ 5 _ _
          powSeries(a.x,a.gap)            | powSeries(a.x,a.gap): 1 _ 27 _ _ 46656
          sumSeriesLists(a.x,b.slow)      | sumSeries(a.x,b.slow): 11.5 23.5 35.5
          divideSeriesLists(a.x,a.none)   | divideSeries(a.x,a.none): _ _ _ _ _ _
          aggregateWithWildcards(a.{x,y},"max",1) | a: 6 5 4 4 5 6
          weightedAverage(a.x,a.y,1)      | ~~
          stacked(a.{x,y})                | stacked(a.x): 1 2 3 4 5 6; stacked(a.y): 7 7 7 7 7 7
          dashed(a.one)                   | dashed(a.one, 5): _ _ _ 5 _ _
          upper(a.x,0,-1)                 | A.X: 1 2 3 4 5 6
          legendValue(a.gap,"maxSeries")  | a.gap (maxSeries: (?)): 1 _ 3 _ _ 6
          legendValue(a.gap,"max")        | a.gap (max: 6.0): 1 _ 3 _ _ 6
          integralByInterval(a.gap,"3min") | integralByInterval(a.gap,'3min'): 1 1 3 3 3 6
          smartSummarize(a.x,"2min")      | smartSummarize(a.x, "2min", "sum"): 3 7 11
          hitcount(a.x,"2min")            | hitcount(a.x, "2min"): 180 420 660
          timeSlice(a.x,"1200000120","1200000240") | timeSlice(a.x, 1200000120, 1200000240): _ _ 3 4 5 _
          applyByNode(a.x,0,"sumSeries(%.{x,y})") | sumSeries(a.{x,y}): 7 7 7 7 7 7
          time("t",120)                   | t: 1.2e+09 1.2e+09 1.2e+09
          """)
  void answers(String target, String expected) {
    assertThat(answers.of(target)).isEqualTo(expected);
  }
}
