package tidemark.query.graphite.function;

import java.util.Arrays;

/**
 * The discrete Fourier transform of any length, real and imaginary parts in two arrays. A power of
 * two is halved until single values are left (Cooley and Tukey, 1965); any other length n becomes
 * the convolution of powers of the n-th root of -1, which two transforms of a longer power of two
 * compute (Bluestein, 1970). So it takes n log n steps whatever n is.
 */
@SuppressWarnings("ArrayRecordComponent") // two columns handed through, compared by nobody
record Spectrum(double[] real, double[] imaginary) {
  /**
   * The transform.
   *
   * @param inverse whether back from frequencies to times
   */
  Spectrum transformed(boolean inverse) {
    int size = real.length;
    if (!inverse) {
      return size == 0 || Integer.bitCount(size) == 1 ? halved() : convolved();
    }
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      int mirrored = i == 0 ? 0 : size - i;
      re[mirrored] = real[i] / size;
      im[mirrored] = imaginary[i] / size;
    }
    return new Spectrum(re, im).transformed(false);
  }

  /** For a length that is a power of two, or nothing. */
  private Spectrum halved() {
    int size = real.length;
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      int reversed =
          size == 1 ? 0 : Integer.reverse(i) >>> (32 - Integer.numberOfTrailingZeros(size));
      re[reversed] = real[i];
      im[reversed] = imaginary[i];
    }
    for (int width = 2; width <= size; width *= 2) {
      int half = width / 2;
      for (int k = 0; k < half; k++) {
        double angle = -2 * Math.PI * k / width;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int even = k; even < size; even += width) {
          int odd = even + half;
          double oddReal = re[odd] * cos - im[odd] * sin;
          double oddImaginary = re[odd] * sin + im[odd] * cos;
          re[odd] = re[even] - oddReal;
          im[odd] = im[even] - oddImaginary;
          re[even] += oddReal;
          im[even] += oddImaginary;
        }
      }
    }
    return new Spectrum(re, im);
  }

  /** For any other length. */
  private Spectrum convolved() {
    int size = real.length;
    int room = Integer.highestOneBit(2 * size - 1) * 2;
    Spectrum chirp = chirp(size);
    Spectrum values = times(chirp.conjugate(), size);
    var mirrored =
        new Spectrum(Arrays.copyOf(chirp.real, room), Arrays.copyOf(chirp.imaginary, room));
    for (int i = 1; i < size; i++) {
      mirrored.real[room - i] = chirp.real[i];
      mirrored.imaginary[room - i] = chirp.imaginary[i];
    }
    var padded =
        new Spectrum(Arrays.copyOf(values.real, room), Arrays.copyOf(values.imaginary, room));
    return padded
        .halved()
        .times(mirrored.halved(), room)
        .transformed(true)
        .times(chirp.conjugate(), size);
  }

  /** The root of -1 to the powers of the squares. */
  private static Spectrum chirp(int size) {
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      double angle = Math.PI * ((long) i * i % (2L * size)) / size;
      re[i] = Math.cos(angle);
      im[i] = Math.sin(angle);
    }
    return new Spectrum(re, im);
  }

  private Spectrum conjugate() {
    return new Spectrum(real, Arrays.stream(imaginary).map(v -> -v).toArray());
  }

  /** The products of the first so many. */
  private Spectrum times(Spectrum other, int size) {
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < size; i++) {
      re[i] = real[i] * other.real[i] - imaginary[i] * other.imaginary[i];
      im[i] = real[i] * other.imaginary[i] + imaginary[i] * other.real[i];
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
