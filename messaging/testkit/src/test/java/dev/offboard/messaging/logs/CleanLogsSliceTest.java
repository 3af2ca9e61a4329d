package dev.offboard.messaging.logs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The encoders are those that write the log.
@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class CleanLogsSliceTest {
  private static final String FORGED = "2026-11-23 ERROR offboarding 41 completed";

  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\p{Cntrl}&&[^\\n"
              + "\\t]]|[\\u0080-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]");

  private final Logger logger = (Logger) LoggerFactory.getLogger(CleanLogsSliceTest.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada\n" + FORGED,
        "Ada\r\n" + FORGED,
        "Ada\u0085" + FORGED,
        "Ada\u2028" + FORGED,
        "Ada\u2029" + FORGED,
        "Ada\u001b[2K\u001b[1A" + FORGED,
        "Ada\u009b31m" + FORGED,
        "Ada\u0007\b\b\b" + FORGED,
        "Ada\u0000" + FORGED,
        "Ada\u202e" + FORGED,
        "Ada\u2066\u2067\u200f" + FORGED,
        "Ada\ufeff\u200b" + FORGED
      })
  void a_hostile_name_stays_one_line_that_a_terminal_does_not_obey(String name) {
    String text = written(event("user " + name, null));

    assertThat(text.lines()).singleElement().asString().contains("user Ada", FORGED);
    assertThat(OBEYED.matcher(text).find()).as(text).isFalse();
  }

  @Test
  void the_words_of_an_exception_and_its_causes_begin_no_line_either() {
    Exception hostile =
        new IllegalStateException(
            "no\n" + FORGED, new IllegalArgumentException("nor\r" + FORGED + "\u001b[0m"));
    hostile.addSuppressed(new IllegalStateException("again\u2028" + FORGED));

    String text = written(event("failed", hostile));

    assertThat(text.lines()).noneMatch(line -> line.startsWith("2026-11-23 ERROR"));
    assertThat(text).contains("Caused by: ", "Suppressed: ", FORGED);
    assertThat(OBEYED.matcher(text.replace("\r\n", "\n")).find()).isFalse();
  }

  @Test
  void as_json_each_event_is_one_object_on_one_line_and_as_clean() {
    Encoder<ILoggingEvent> json = json();
    LoggingEvent event =
        event("user Ada\n\u001b[2K\u202e" + FORGED, new IllegalStateException("x\n" + FORGED));
    event.setMDCPropertyMap(Map.of("user", "Ada\r\n\u202e" + FORGED));

    String text = new String(json.encode(event), StandardCharsets.UTF_8);

    assertThat(text.lines()).hasSize(1);
    JsonNode read = JsonMapper.shared().readTree(text);
    assertThat(read.path("level").asString()).isEqualTo("WARN");
    assertThat(read.path("logger_name").asString()).isEqualTo(CleanLogsSliceTest.class.getName());
    for (String field : List.of("message", "user")) {
      String value = read.path(field).asString();
      assertThat(value).contains("Ada", FORGED);
      assertThat(OBEYED.matcher(value).find()).as(value).isFalse();
      assertThat(value).doesNotContain("\n");
    }
    assertThat(read.path("stack_trace").asString().lines())
        .noneMatch(line -> line.startsWith("2026-11-23 ERROR"));
  }

  @Test
  void what_is_fit_stays_as_it_is() {
    assertThat(CleanText.of("Zoë Łukasz 李小龙 \ud83d\ude00\ttab"))
        .isEqualTo("Zoë Łukasz 李小龙 \ud83d\ude00\ttab");
  }

  /// By every appender of the running application.
  private String written(LoggingEvent event) {
    List<String> texts = new ArrayList<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.iteratorForAppenders()
        .forEachRemaining(
            (Appender<ILoggingEvent> appender) -> {
              if (appender instanceof OutputStreamAppender<ILoggingEvent> writer) {
                texts.add(new String(writer.getEncoder().encode(event), StandardCharsets.UTF_8));
              }
            });
    assertThat(texts).as("appenders").hasSize(1);
    return texts.getFirst();
  }

  private Encoder<ILoggingEvent> json() {
    LoggerContext context = new LoggerContext();
    context.putObject(Environment.class.getName(), new MockEnvironment());
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat("logstash");
    encoder.setCharset(StandardCharsets.UTF_8);
    CleanEncoder clean = new CleanEncoder(encoder);
    clean.setContext(context);
    clean.start();
    return requireNonNull(clean);
  }

  private LoggingEvent event(String message, @Nullable Throwable cause) {
    return new LoggingEvent(
        CleanLogsSliceTest.class.getName(), logger, Level.WARN, message, cause, null);
  }
}
