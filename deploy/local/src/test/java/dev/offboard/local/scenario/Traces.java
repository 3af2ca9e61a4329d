package dev.offboard.local.scenario;

import dev.offboard.local.runtime.Coordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Where on a platform some words can be read: in any row of any table, any record of any topic,
/// any file that its processes write. Finds them in whatever case, also in hex or base64.
///
/// It does not look into PostgreSQL's own files, where a row that was deleted stays until VACUUM,
/// and its log of changes until it is recycled.
final class Traces {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Stage stage;
  private final List<String> forms;

  Traces(Stage stage, List<String> words) {
    this.stage = stage;
    this.forms = words.stream().flatMap(Traces::forms).distinct().toList();
  }

  /// Base64 has three forms, by where in the text the words begin; what surrounds them is cut off.
  private static Stream<String> forms(String words) {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(words, HexFormat.of().formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      forms.add(encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 1));
    }
    return forms.stream().map(form -> form.toLowerCase(Locale.ROOT));
  }

  /// The places: `table orchestrator.outbox`, `topic offboarding.history`, `file logs/audit.log`.
  SortedSet<String> found() {
    SortedSet<String> all = inTables();
    all.addAll(inTopics());
    all.addAll(inFiles());
    return all;
  }

  SortedSet<String> inTables() {
    SortedSet<String> found = new TreeSet<>();
    try (Connection connection = stage.connection()) {
      for (String table : tables(connection)) {
        try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT EXISTS (SELECT FROM %s AS t, unnest(?::text[]) AS form
                  WHERE strpos(lower(t::text), form) > 0)
                """
                    .formatted(table))) {
          query.setArray(1, connection.createArrayOf("text", forms.toArray()));
          try (ResultSet row = query.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
              found.add("table " + table);
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables can't be searched", e);
    }
    return found;
  }

  /// Partitions by themselves; of every schema but PostgreSQL's own.
  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .createStatement()
            .executeQuery(
                """
                SELECT format('%I.%I', n.nspname, c.relname)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  SortedSet<String> inTopics() {
    SortedSet<String> found = new TreeSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            stage.coordinates().kafka().settings(Map.of()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (has(record)) {
            found.add("topic " + record.topic());
          }
        }
      }
    }
    return found;
  }

  private boolean has(ConsumerRecord<byte[], byte[]> record) {
    for (Header header : record.headers()) {
      if (has(header.value()) || has(header.key().getBytes(StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return has(record.key()) || has(record.value());
  }

  /// Logs, the supervisor's journal, configuration: everything outside of PostgreSQL's and Kafka's
  /// own folders.
  SortedSet<String> inFiles() {
    Coordinates platform = stage.coordinates();
    SortedSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(platform.dataDirectory())) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !isOfAServer(platform.dataDirectory().relativize(file)))
          .filter(file -> has(bytes(file)))
          .forEach(file -> found.add("file " + platform.dataDirectory().relativize(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isOfAServer(Path file) {
    return file.startsWith("postgres") || file.startsWith("kafka");
  }

  /// Gone by now: a temporary one.
  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private boolean has(byte @org.jspecify.annotations.Nullable [] bytes) {
    if (bytes == null) {
      return false;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return forms.stream().anyMatch(text::contains);
  }
}
