package tidemark.storage.local.codec;

import java.util.Arrays;

/**
 * Puts the points of columns in ascending order of time, and joins columns that are. Where several
 * points have one time, the one that came last stays.
 */
public final class TimeOrder {
  private TimeOrder() {}

  /** Sorts points in place. What is in order already, the usual case, is looked at once. */
  public static void sort(Columns columns) {
    if (isSorted(columns)) {
      return;
    }
    int n = columns.size;
    long[] t = columns.times == null ? columns.unfold() : columns.times;
    int[] order = order(t, n);
    Columns sorted = new Columns(n);
    for (int i = 0; i < n; i++) {
      int p = order[i];
      if (i + 1 == n || t[p] != t[order[i + 1]]) {
        sorted.add(t[p], columns.bits[p], columns.isInteger(p));
      }
    }
    columns.become(sorted);
  }

  private static boolean isSorted(Columns columns) {
    long[] t = columns.times;
    if (t == null) {
      return columns.size < 2 || columns.step > 0;
    }
    for (int i = 1; i < columns.size; i++) {
      if (t[i - 1] >= t[i]) {
        return false;
      }
    }
    return true;
  }

  /** Places in ascending order of their times; those of one time in ascending order. */
  private static int[] order(long[] t, int n) {
    long min = t[0];
    long max = t[0];
    for (int i = 1; i < n; i++) {
      min = Math.min(min, t[i]);
      max = Math.max(max, t[i]);
    }
    int[] order = new int[n];
    int shift = MiniBlocks.width(n - 1L);
    if (MiniBlocks.width(max - min) + shift < Long.SIZE) {
      packed(t, min, shift, order);
    } else {
      for (int i = 0; i < n; i++) {
        order[i] = i;
      }
      mergeSort(t, order, new int[n], 0, n);
    }
    return order;
  }

  /**
   * Time and place in one number, so that the JDK's sort of numbers can be used: it finds the runs
   * that late points leave, and compares without looking elsewhere.
   */
  private static void packed(long[] t, long min, int shift, int[] order) {
    long[] keys = new long[order.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (t[i] - min) << shift | i;
    }
    Arrays.sort(keys);
    int mask = (1 << shift) - 1;
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i] & mask;
    }
  }

  /** Stable; for times too far apart to be packed. */
  private static void mergeSort(long[] t, int[] order, int[] scratch, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(t, order, scratch, from, middle);
    mergeSort(t, order, scratch, middle, to);
    if (t[order[middle - 1]] <= t[order[middle]]) {
      return;
    }
    System.arraycopy(order, from, scratch, from, to - from);
    for (int i = from, a = from, b = middle; i < to; i++) {
      boolean left = b == to || (a < middle && t[scratch[a]] <= t[scratch[b]]);
      order[i] = left ? scratch[a++] : scratch[b++];
    }
  }

  /**
   * Both, in ascending order; where both have a time, the newer. Both must be sorted; one of them
   * may be changed and returned.
   */
  public static Columns merge(Columns older, Columns newer) {
    if (older.isEmpty()) {
      return newer;
    }
    if (newer.isEmpty()) {
      return older;
    }
    if (older.timestamp(older.size - 1) < newer.timestamp(0)) {
      older.addAll(newer, 0, newer.size);
      return older;
    }
    Columns merged = new Columns(older.size + newer.size);
    int o = 0;
    int n = 0;
    while (o < older.size && n < newer.size) {
      long ot = older.timestamp(o);
      long nt = newer.timestamp(n);
      if (ot < nt) {
        merged.add(ot, older.bits[o], older.isInteger(o));
        o++;
      } else {
        merged.add(nt, newer.bits[n], newer.isInteger(n));
        n++;
        o += ot == nt ? 1 : 0;
      }
    }
    merged.addAll(older, o, older.size);
    merged.addAll(newer, n, newer.size);
    return merged;
  }
}
