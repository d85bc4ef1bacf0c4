package tidemark.query.graphite.function;

import java.util.Arrays;
import tidemark.model.InvalidInputException;

/**
 * The discrete Fourier transform of any length: by halves while the length is even, summed directly
 * for an odd rest (Cooley and Tukey, 1965). Real and imaginary parts in two arrays.
 */
@SuppressWarnings("ArrayRecordComponent") // two columns handed through, compared by nobody
record Spectrum(double[] real, double[] imaginary) {
  /** An odd rest beyond it would take seconds: it is refused. */
  static final int MAX_ODD = 4096;

  /**
   * The transform.
   *
   * @param inverse whether back from frequencies to times
   */
  Spectrum transformed(boolean inverse) {
    int size = real.length;
    int odd = size == 0 ? 0 : size >> Integer.numberOfTrailingZeros(size);
    if (odd > MAX_ODD) {
      throw new InvalidInputException(
          "a Fourier transform of " + size + " values is too slow: ask for a power of two");
    }
    Spectrum sums = sums(inverse ? 1 : -1);
    if (!inverse) {
      return sums;
    }
    return new Spectrum(
        Arrays.stream(sums.real).map(v -> v / size).toArray(),
        Arrays.stream(sums.imaginary).map(v -> v / size).toArray());
  }

  private Spectrum sums(int sign) {
    int size = real.length;
    double[] re = new double[size];
    double[] im = new double[size];
    if (size % 2 == 1 || size == 0) {
      for (int k = 0; k < size; k++) {
        for (int i = 0; i < size; i++) {
          double angle = sign * 2 * Math.PI * ((long) i * k % size) / size;
          double cos = Math.cos(angle);
          double sin = Math.sin(angle);
          re[k] += real[i] * cos - imaginary[i] * sin;
          im[k] += real[i] * sin + imaginary[i] * cos;
        }
      }
      return new Spectrum(re, im);
    }
    int half = size / 2;
    Spectrum even = half(0).sums(sign);
    Spectrum odd = half(1).sums(sign);
    for (int k = 0; k < half; k++) {
      double angle = sign * 2 * Math.PI * k / size;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double oddReal = odd.real[k] * cos - odd.imaginary[k] * sin;
      double oddImaginary = odd.real[k] * sin + odd.imaginary[k] * cos;
      re[k] = even.real[k] + oddReal;
      im[k] = even.imaginary[k] + oddImaginary;
      re[k + half] = even.real[k] - oddReal;
      im[k + half] = even.imaginary[k] - oddImaginary;
    }
    return new Spectrum(re, im);
  }

  private Spectrum half(int first) {
    double[] re = new double[real.length / 2];
    double[] im = new double[re.length];
    for (int i = 0; i < re.length; i++) {
      re[i] = real[2 * i + first];
      im[i] = imaginary[2 * i + first];
    }
    return new Spectrum(re, im);
  }

  /** The sizes of the frequencies. */
  double[] sizes() {
    double[] sizes = new double[real.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.hypot(real[i], imaginary[i]);
    }
    return sizes;
  }

  /** The phases of the frequencies, in radians. */
  double[] phases() {
    double[] phases = new double[real.length];
    for (int i = 0; i < phases.length; i++) {
      phases[i] = Math.atan2(imaginary[i], real[i]);
    }
    return phases;
  }
}
