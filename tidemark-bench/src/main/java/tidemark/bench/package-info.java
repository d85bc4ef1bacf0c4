/**
 * JMH benchmarks of the hot paths, one class each, named like the class it measures. {@code
 * ./tidemark jmh} runs them; start with any.
 */
@NullMarked
package tidemark.bench;

import org.jspecify.annotations.NullMarked;
