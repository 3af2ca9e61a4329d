package dev.offboard.messaging.chassis;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/// Rows as a CSV file to download (RFC 4180, UTF-8, a header line), written while they are read, so
/// that their number does not matter.
///
/// Spreadsheets take a cell that begins like a formula for one and run it (OWASP: CSV injection):
/// such a text gets a leading apostrophe, which shows it as it is. A program that reads the file
/// takes it off again; ids never begin that way.
public final class CsvDownload {
  /// What OWASP lists, and the full-width forms that some programs take for the same.
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build();

  private final String fileName;
  private final CsvSchema schema;

  public CsvDownload(String fileName, List<String> columns) {
    this.fileName = fileName;
    this.schema =
        CsvSchema.builder()
            .addColumns(columns, CsvSchema.ColumnType.STRING)
            .build()
            .withHeader()
            .withLineSeparator("\r\n");
  }

  /// The first row is asked for before anything is answered: an error until then is a problem, a
  /// later one ends the connection. A cell is a text, a number or absent.
  public void write(Iterator<? extends List<?>> rows, HttpServletResponse response) {
    boolean hasRows = rows.hasNext();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(fileName));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    try (SequenceWriter csv = MAPPER.writer(schema).writeValues(response.getOutputStream())) {
      if (!hasRows) {
        csv.flush();
      }
      while (hasRows) {
        csv.write(rows.next().stream().map(CsvDownload::cell).toArray());
        hasRows = rows.hasNext();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(fileName + " can't be sent; the caller has gone", e);
    }
  }

  static @Nullable Object cell(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      default -> harmless(value.toString());
    };
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
