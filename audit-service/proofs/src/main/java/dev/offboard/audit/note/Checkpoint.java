package dev.offboard.audit.note;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import java.util.Arrays;
import java.util.List;

/// What a log says about itself at one moment: C2SP tlog-checkpoint, "Note text". Unsigned, it is a
/// claim of nobody.
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
  private static final int LEAST_LINES = 3;

  /// @throws MalformedNote for an origin or an extension that is no line
  public Checkpoint {
    extensions = List.copyOf(extensions);
    requireLine(origin);
    extensions.forEach(Checkpoint::requireLine);
  }

  /// Without extensions, as this log makes them.
  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  /// Reads the text of a note.
  ///
  /// @throws MalformedNote unless it is that of a checkpoint, character for character
  public static Checkpoint parse(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    int count = lines.size() - 1;
    if (count < LEAST_LINES || !lines.get(count).isEmpty()) {
      throw new MalformedNote(
          "a checkpoint of %d lines (expected: at least origin, size and root, each with its newline)"
              .formatted(count));
    }
    try {
      return new Checkpoint(
          lines.get(0),
          new TreeHead(Decimal.parse("the size", lines.get(1)), Hash.ofBase64(lines.get(2))),
          lines.subList(LEAST_LINES, count));
    } catch (MalformedNote e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new MalformedNote("a checkpoint with " + e.getMessage(), e);
    }
  }

  /// The text of its note.
  public String text() {
    StringBuilder text =
        new StringBuilder("%s\n%d\n%s\n".formatted(origin, head.size(), head.root()));
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static void requireLine(String line) {
    if (line.isEmpty() || NoteText.require(line).contains("\n")) {
      throw new MalformedNote("a checkpoint whose lines are not all one line and not empty");
    }
  }
}
