package dev.offboard.orchestrator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.orchestrator.notification.Words.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "user", "Ada <Lovelace>",
          "userId", "ada",
          "tenantId", "acme",
          "reason", "planned-departure",
          "link", "http://127.0.0.1:8080/offboardings/1",
          "certificateLink", "http://127.0.0.1:8080/offboardings/1/certificate");

  @ParameterizedTest
  @EnumSource(Occasion.class)
  void every_occasion_has_words(Occasion occasion) {
    Text text = words(null).of(occasion.wireName(), VALUES);

    assertThat(text.subject()).contains("Ada <Lovelace>");
    assertThat(text.body()).contains("acme/ada", "http://").doesNotContain("[[", "[(", "[#", "[/");
  }

  @Test
  void a_digest_has_a_line_for_each() {
    Map<String, Object> line =
        Map.of("occasion", "late", "user", "Ada", "link", "http://127.0.0.1/1");

    Text text =
        words(null)
            .of(
                "digest",
                Map.of("lines", List.of(line, line), "count", 52, "more", 50, "link", "http://d"));

    assertThat(text.subject()).isEqualTo("52 messages about offboardings");
    assertThat(text.body()).contains("late: Ada\n  http://127.0.0.1/1\n").contains("and 50 more");
  }

  @Test
  void a_file_of_the_installation_replaces_the_shipped_one(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("started.txt"), "Subject: Bye [(${user})]\n\nSo long.\n");

    assertThat(words(folder).of("started", VALUES))
        .isEqualTo(new Text("Bye Ada <Lovelace>", "So long.\n"));
    assertThat(words(folder).of("late", VALUES).subject()).startsWith("Late:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no subject", "Subject: x", "Subject: [(${user.nonsense()})]\n\nx"})
  void a_broken_one_is_as_good_as_none(String broken, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("started.txt"), broken);

    assertThat(words(folder).of("started", VALUES).subject())
        .isEqualTo("Offboarding of Ada <Lovelace> has started");
  }

  @Test
  void nobodys_name_adds_a_header() {
    Text text =
        words(null)
            .of(
                "undone",
                Map.of(
                    "user", "Ada\r\nBcc: everybody@example.com",
                    "userId", "ada",
                    "tenantId", "acme",
                    "link", "x"));

    assertThat(text.subject()).doesNotContain("\n", "\r").contains("Ada Bcc:");
  }

  private static Words words(@Nullable Path folder) {
    return new Words(
        new NotificationProperties(
            "from@example.com",
            URI.create("http://127.0.0.1:8080"),
            folder,
            Map.of(),
            Map.of(),
            Map.of(),
            false,
            5,
            Duration.ofMinutes(10),
            12,
            Duration.ofSeconds(30)));
  }
}
