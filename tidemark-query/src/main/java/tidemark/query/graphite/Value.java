package tidemark.query.graphite;

/** A literal of the render language, of the kinds that Python tells apart. */
public sealed interface Value {
  /** A number without a point. */
  record Whole(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A number with a point or an exponent, or infinity. */
  record Real(double value) implements Value {
    @Override
    public String toString() {
      return Numbers.repr(value);
    }
  }

  /** Quoted text; backslashes are kept as written. */
  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(boolean value) implements Value {
    @Override
    public String toString() {
      return value ? "True" : "False";
    }
  }

  /** {@code None}: the argument is not given. */
  record None() implements Value {
    @Override
    public String toString() {
      return "None";
    }
  }
}
