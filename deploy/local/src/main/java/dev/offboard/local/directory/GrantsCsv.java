package dev.offboard.local.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads a CSV of grants (RFC 4180) with the columns `tenantId`, `userId`, `applicationId` and
/// `role` in any order and case; others are ignored. Also separated by semicolons or tabs, as
/// spreadsheets export it. A quotation mark that is never closed makes the whole file unreadable,
/// since the rows can't be told apart.
final class GrantsCsv {
  private static final String TENANT = "tenantId";
  private static final String USER = "userId";
  private static final String APPLICATION = "applicationId";
  private static final String ROLE = "role";

  private final InputFile file;
  private final ImportRules rules;
  private final Map<String, Integer> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<Held, Place> firstSeen = new HashMap<>();
  private final List<GrantRow> rows = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();

  private GrantsCsv(InputFile file, ImportRules rules) {
    this.file = file;
    this.rules = rules;
  }

  /// @throws dev.offboard.local.journal.PlatformFailure when the file as a whole can't be
  ///   understood
  static Parsed<GrantRow> read(InputFile file, ImportRules rules) {
    GrantsCsv reading = new GrantsCsv(file, rules);
    CsvFactory factory =
        CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();
    try (CsvParser csv = factory.createParser(file.text())) {
      csv.setSchema(CsvSchema.emptySchema().withColumnSeparator(separatorOf(file.text())));
      reading.read(csv);
    } catch (JsonProcessingException e) {
      throw file.corrupt(e, "%s");
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be read", e);
    }
    return new Parsed<>(reading.rows, reading.rejections, List.of());
  }

  private void read(CsvParser csv) throws IOException {
    boolean header = true;
    while (csv.nextToken() == JsonToken.START_ARRAY) {
      long line = 0;
      List<String> fields = new ArrayList<>();
      while (csv.nextToken() != JsonToken.END_ARRAY) {
        line = line == 0 ? csv.currentTokenLocation().getLineNr() : line;
        fields.add(csv.getText());
      }
      if (header) {
        header(fields);
        header = false;
      } else {
        add(new Place(file.name(), line, ""), fields);
      }
    }
  }

  private void header(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      columns.putIfAbsent(names.get(i).strip(), i);
    }
    List<String> missing = new ArrayList<>(List.of(USER, APPLICATION, ROLE));
    if (rules.tenant().isEmpty()) {
      missing.add(TENANT);
    }
    missing.removeIf(columns::containsKey);
    if (!missing.isEmpty()) {
      throw file.corrupt(
          1,
          1,
          "neither SCIM users (JSON) nor grants (CSV whose first line is tenantId,userId,applicationId,role): no column %s in \"%s\""
              .formatted(String.join(", ", missing), beginning(String.join(",", names))));
    }
  }

  private void add(Place place, List<String> fields) {
    try {
      UserRef user = new UserRef(tenant(fields), new UserId(field(fields, USER)));
      Role role = new Role(field(fields, APPLICATION), field(fields, ROLE));
      Place first = firstSeen.putIfAbsent(new Held(user, role), place);
      if (first != null) {
        throw new IllegalArgumentException("says the same as " + first);
      }
      rows.add(new GrantRow(place, user, role));
    } catch (IllegalArgumentException e) {
      rejections.add(new Rejection(place, String.valueOf(e.getMessage())));
    }
  }

  private TenantId tenant(List<String> fields) {
    Optional<TenantId> all = rules.tenant();
    if (all.isPresent() && !columns.containsKey(TENANT)) {
      return all.get();
    }
    TenantId tenant = new TenantId(field(fields, TENANT));
    if (all.isPresent() && !all.get().equals(tenant)) {
      throw new IllegalArgumentException(
          "tenantId: %s (expected: %s as --tenant says)".formatted(tenant, all.get()));
    }
    return tenant;
  }

  private String field(List<String> fields, String name) {
    int index = columns.getOrDefault(name, 0);
    if (index >= fields.size() || fields.get(index).isBlank()) {
      throw new IllegalArgumentException(
          "has no %s (%d of %d columns)".formatted(name, fields.size(), columns.size()));
    }
    return fields.get(index).strip();
  }

  /// The first line decides: it holds names only.
  private static char separatorOf(String text) {
    String header = text.lines().findFirst().orElse("");
    if (header.contains(",")) {
      return ',';
    }
    return header.contains(";") ? ';' : '\t';
  }

  private record Held(UserRef user, Role role) {}

  private static String beginning(String text) {
    int most = 60;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
