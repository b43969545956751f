package org.stowbench.predictors.llm.answer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.prediction.Ranking;

/**
 * A ranking in words: "4 = 60%, 7 (low and wide) = 20,5 % and None = 10%". A comma parts entries,
 * and it parts decimals too; all ways of reading a list are tried, and it is understood if they
 * come to one.
 */
final class RankingList {

  /** A reply may be hostile: beyond these it is not understood. */
  private static final int MOST_STEPS = 2000;

  private static final int MOST_ENTRIES = 200;

  /** In characters. */
  private static final int LONGEST = 8000;

  private static final Pattern NAME =
      Pattern.compile(
          "\\s*(?:\\d{1,2}[.)]\\s+(?=\\S))?(?:" + Names.NUMBER + "[\\])>}]*|" + Names.NONE + ")",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SHARE_IN_BRACKETS =
      Pattern.compile(
          "\\s*\\((?:[^()%]*[\\s,;:])?"
              + Share.ABOUT
              + "(?<share>"
              + Share.NUMBER
              + ")\\s*(?<percent>%|per\\s?cent)[^()%\\d]*\\)"
              + "|\\s*\\(\\s*"
              + Share.ABOUT
              + "(?<bare>"
              + Share.NUMBER
              + ")\\s*\\)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REMARK =
      Pattern.compile("\\s*\\([^()]*\\)|\\s+(?!and\\b|or\\b|then\\b)\\p{L}[^\\d,;=:()%>|\\n]*");

  private static final Pattern SHARE =
      Pattern.compile(
          "\\s*(?<link>=|:|→|->|=>|-|\\bat\\b|\\bwith\\b)\\s*"
              + Share.ABOUT
              + "(?:(?<comma>\\d{1,3},\\d{1,9})|(?<point>\\d{1,3}(?:\\.\\d{1,20})?|\\.\\d{1,20}))"
              + "(?![\\d.])\\s*(?<percent>%|per\\s?cent\\b)?(?:\\s*\\([^()]*\\))?",
          Pattern.CASE_INSENSITIVE);

  /** The same without a decimal comma: what follows the comma is the next entry. */
  private static final Pattern SHORT_SHARE =
      Pattern.compile(
          "\\s*(?<link>=|:|→|->|=>)\\s*" + Share.ABOUT + "(?<point>\\d{1,3})(?=,\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEXT =
      Pattern.compile(
          "\\s*(?:[,;>|]\\s*(?:and\\s+|then\\s+)?|\\s(?:and|then)\\s+|\\n[\\s*•-]*)\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern END = Pattern.compile("[\\s.*_]*\\z");

  private final Names names;
  private final String text;
  private final Set<Ranking> scored = new LinkedHashSet<>();
  private final Set<Ranking> others = new LinkedHashSet<>();
  private Optional<UnreadableReply> trouble = Optional.empty();
  private boolean scoredTried;
  private int steps;

  private RankingList(Names names, String text) {
    this.names = names;
    this.text = text;
  }

  private record Entry(Matcher name, Optional<Share> share) {}

  /** Reads a list. */
  static Ranking read(Names names, String value) {
    if (value.length() > LONGEST) {
      throw new UnreadableReply("\"Ranking\" is too long");
    }
    RankingList list = new RankingList(names, Plain.of(value).replaceAll("[*_`\"']", "").strip());
    list.entry(0, List.of());
    // Probabilities that cannot be used are not left out.
    Set<Ranking> readings = list.scoredTried ? list.scored : list.others;
    if (readings.size() == 1) {
      return readings.iterator().next();
    }
    if (readings.isEmpty() && list.trouble.isPresent()) {
      throw list.trouble.get();
    }
    throw new UnreadableReply(
        readings.isEmpty()
            ? "\"Ranking\" must list numbers with probabilities, such as 4 = 50%, 7 = 20%"
            : "\"Ranking\" can be read in more than one way: write 4 = 50%, 7 = 20%");
  }

  private void entry(int at, List<Entry> before) {
    Matcher name = NAME.matcher(text).region(at, text.length()).useTransparentBounds(true);
    if (steps++ > MOST_STEPS
        || before.size() > MOST_ENTRIES
        || !name.lookingAt()
        || from(Names.COUNTED, name.end()).lookingAt()) {
      return;
    }
    Matcher inBrackets = from(SHARE_IN_BRACKETS, name.end());
    if (inBrackets.lookingAt()) {
      boolean percent = inBrackets.group("percent") != null;
      String number = inBrackets.group(percent ? "share" : "bare");
      next(inBrackets.end(), before, name, Optional.of(Share.of(number, percent)));
    }
    Matcher remark = from(REMARK, name.end());
    int linked = remark.lookingAt() ? remark.end() : name.end();
    Matcher share = from(SHARE, linked);
    if (share.lookingAt()) {
      boolean percent = share.group("percent") != null;
      String number = share.group("comma") != null ? share.group("comma") : share.group("point");
      boolean plain = !percent && number.matches("\\d+");
      // "4 - 7" is no probability.
      if (!plain || share.group("link").matches("[=:→]|->|=>")) {
        next(share.end(), before, name, Optional.of(Share.of(number, percent)));
      }
    }
    Matcher shorter = from(SHORT_SHARE, linked);
    if (shorter.lookingAt()) {
      next(shorter.end(), before, name, Optional.of(Share.of(shorter.group("point"), false)));
    }
    next(linked, before, name, Optional.empty());
    if (linked != name.end()) {
      next(name.end(), before, name, Optional.empty());
    }
  }

  private Matcher from(Pattern pattern, int at) {
    return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
  }

  private void next(int at, List<Entry> before, Matcher name, Optional<Share> share) {
    List<Entry> entries = new ArrayList<>(before);
    entries.add(new Entry(name, share));
    if (from(END, at).lookingAt()) {
      end(entries);
      return;
    }
    Matcher next = from(NEXT, at);
    if (next.lookingAt()) {
      entry(next.end(), entries);
    }
  }

  private void end(List<Entry> entries) {
    try {
      ReplyEntries read = new ReplyEntries();
      for (Entry entry : entries) {
        read.add(names.answer(entry.name()), entry.share());
      }
      scoredTried |= read.isScored();
      (read.isScored() ? scored : others).add(read.ranking());
    } catch (UnreadableReply e) {
      trouble = trouble.or(() -> Optional.of(e));
    }
  }
}
