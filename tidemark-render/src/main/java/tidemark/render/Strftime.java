package tidemark.render;

/** C's strftime formats as java.time has them: {@code %H:%M} is {@code HH:mm}. */
final class Strftime {
  private Strftime() {}

  /** A pattern for DateTimeFormatter; conversions that it does not have are left out. */
  static String pattern(String format) {
    var out = new StringBuilder();
    var literal = new StringBuilder(); // two quoted pieces side by side would be one with a quote
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length() && format.charAt(i + 1) != '%') {
        quote(out, literal);
        out.append(conversion(format.charAt(++i)));
      } else {
        i += c == '%' ? 1 : 0;
        literal.append(c == '\'' ? "''" : c);
      }
    }
    quote(out, literal);
    return out.isEmpty() ? "' '" : out.toString();
  }

  private static void quote(StringBuilder out, StringBuilder literal) {
    if (!literal.isEmpty()) {
      out.append('\'').append(literal).append('\'');
      literal.setLength(0);
    }
  }

  private static String conversion(char c) {
    return switch (c) {
      case 'a' -> "EEE";
      case 'A' -> "EEEE";
      case 'b', 'h' -> "MMM";
      case 'B' -> "MMMM";
      case 'd' -> "dd";
      case 'e' -> "d";
      case 'D' -> "MM/dd/yy";
      case 'F' -> "yyyy-MM-dd";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'j' -> "DDD";
      case 'l' -> "h";
      case 'm' -> "MM";
      case 'M' -> "mm";
      case 'p' -> "a";
      case 'R' -> "HH:mm";
      case 'S' -> "ss";
      case 'T' -> "HH:mm:ss";
      case 'y' -> "yy";
      case 'Y' -> "yyyy";
      case 'z' -> "xx";
      case 'Z' -> "zzz";
      default -> "";
    };
  }
}
