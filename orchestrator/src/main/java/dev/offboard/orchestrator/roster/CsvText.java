package dev.offboard.orchestrator.roster;

import dev.offboard.messaging.chassis.ApiProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Records of a CSV file (RFC 4180): UTF-8, with or without a byte order mark; commas, or the
/// semicolons that spreadsheets of many countries write.
final class CsvText {
  /// @param line where it begins, counted from 1
  record Cells(int line, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  private static final char QUOTE = '"';

  private final String text;
  private final char separator;
  private int at;
  private int line = 1;

  private CsvText(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /// Without blank lines.
  ///
  /// @throws ApiProblem 400 `csv-unfit`
  static List<Cells> read(byte[] file) {
    String text = decoded(file);
    int end = text.indexOf('\n');
    String header = end < 0 ? text : text.substring(0, end);
    CsvText reader = new CsvText(text, header.indexOf(';') >= 0 ? ';' : ',');
    List<Cells> all = new ArrayList<>();
    while (reader.at < text.length()) {
      Cells cells = reader.next();
      if (!cells.isBlank()) {
        all.add(cells);
      }
    }
    return all;
  }

  private static String decoded(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unfit(
          "The file is no UTF-8 text. Nothing was done; save it as \"CSV UTF-8\" and try again.");
    }
  }

  private Cells next() {
    int begins = line;
    List<String> cells = new ArrayList<>();
    boolean isMore = true;
    while (isMore) {
      cells.add(at < text.length() && text.charAt(at) == QUOTE ? quoted() : plain());
      isMore = at < text.length() && text.charAt(at) == separator;
      at += isMore ? 1 : 0;
    }
    endOfLine();
    return new Cells(begins, cells);
  }

  private String plain() {
    int from = at;
    while (at < text.length()
        && text.charAt(at) != separator
        && text.charAt(at) != '\n'
        && text.charAt(at) != '\r') {
      at++;
    }
    return text.substring(from, at).strip();
  }

  private String quoted() {
    int begins = line;
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      char it = text.charAt(at++);
      if (it == QUOTE) {
        if (at >= text.length() || text.charAt(at) != QUOTE) {
          return cell.toString().strip();
        }
        at++;
      }
      if (it == '\n') {
        line++;
      }
      cell.append(it);
    }
    throw unfit(
        "Line %d has a quotation mark that is never closed. Nothing was done.".formatted(begins));
  }

  private void endOfLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    } else if (at < text.length() && text.charAt(at - 1) != '\r') {
      throw unfit(
          "Line %d has text after a quotation mark (expected: the next cell). Nothing was done."
              .formatted(line));
    }
    line++;
  }

  static ApiProblem unfit(String words) {
    return ApiProblem.badRequest("csv-unfit", words);
  }
}
