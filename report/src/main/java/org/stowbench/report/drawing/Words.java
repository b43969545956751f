package org.stowbench.report.drawing;

/** How wide words are, in any font that a reader may have: rather too wide than too narrow. */
final class Words {

  private static final String WIDE = "MWmw@%";
  private static final String NARROW = " .,:;'|()[]ijlftrI!-";

  private Words() {}

  /** How wide a line may be, of the letters' size. */
  static double width(String line) {
    return line.codePoints().mapToDouble(Words::width).sum();
  }

  private static double width(int letter) {
    if (WIDE.indexOf(letter) >= 0 || letter >= 0x1100) { // from there on, scripts are wide
      return 1;
    }
    if (NARROW.indexOf(letter) >= 0) {
      return .4;
    }
    return Character.isUpperCase(letter) ? .75 : .62;
  }

  /** As much of a line as there is room for, of the letters' size; nothing where no letter fits. */
  static String cut(String line, double room) {
    if (width(line) <= room + .01) { // the size was divided by the same width
      return line;
    }
    int end = 0;
    double left = room - width("\u2026");
    while (left > 0) {
      int letter = line.codePointAt(end);
      left -= width(letter);
      end += left >= 0 ? Character.charCount(letter) : 0;
    }
    String start = line.substring(0, end).stripTrailing();
    return start.isEmpty() ? "" : start + "\u2026";
  }
}
