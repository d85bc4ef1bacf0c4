package tidemark.relay.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement that lines pass, in file order. */
public sealed interface Rule {
  /**
   * Sends what matches.
   *
   * @param any each expression is a rule of its own: a line that matches two is sent twice unless
   *     the first stops it
   * @param routeUsing hash clusters hash this template's text instead of the name
   */
  record Match(
      List<Expression> any,
      @Nullable Validation validation,
      @Nullable Template routeUsing,
      List<Cluster> to,
      boolean stop)
      implements Rule {
    public Match {
      any = List.copyOf(any);
      to = List.copyOf(to);
    }

    /** Whether it drops what it matches. */
    public boolean isBlackhole() {
      return to.size() == 1 && to.getFirst().equals(Cluster.BLACKHOLE);
    }
  }

  /**
   * Replaces the matched part of the name, for the rules that follow.
   *
   * @param everywhere whether all that matches is replaced, as carbon does; otherwise the first
   */
  record Rewrite(Expression from, Template into, boolean everywhere) implements Rule {}

  /**
   * Computes over time buckets of lines that match any of the expressions.
   *
   * @param everySeconds a bucket's width
   * @param expireSeconds how long after its start a bucket waits for late lines
   * @param to where results go; empty: they enter the rules from the top
   */
  record Aggregate(
      List<Expression> any,
      int everySeconds,
      int expireSeconds,
      Stamp stamp,
      List<Compute> computes,
      List<Cluster> to,
      boolean stop)
      implements Rule {
    public Aggregate {
      any = List.copyOf(any);
      computes = List.copyOf(computes);
      to = List.copyOf(to);
    }
  }

  /** What must be true of the text behind the name: value and timestamp. */
  record Validation(Expression expression, boolean log) {}

  /** Which moment of its bucket a result carries. */
  enum Stamp {
    START,
    MIDDLE,
    END;

    /** As the language writes it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One result of an aggregate. */
  record Compute(ComputeFunction function, int percentile, Template writeTo) {
    /** As the original prints it: {@code percentile95}, {@code average}. */
    public String word() {
      return function == ComputeFunction.PERCENTILE
          ? "percentile" + percentile
          : function.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What can be computed. */
  enum ComputeFunction {
    SUM,
    COUNT,
    MAX,
    MIN,
    AVERAGE,
    MEDIAN,
    PERCENTILE,
    VARIANCE,
    STDDEV
  }
}
