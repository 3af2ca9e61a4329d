package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Alerts ask for metrics that are there, say in words what is wrong and what to read, and fire
/// when they should.
class AlertsTest {
  private static final Path FOLDER = House.ROOT.resolve("deploy/prometheus");
  private static final int PATIENCE_SECONDS = 60;

  @Test
  void every_alert_has_a_severity_a_summary_and_a_runbook_that_exists() {
    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(map(alert, "labels").get("severity")).isIn("critical", "warning");
              assertThat(String.valueOf(map(alert, "annotations").get("summary"))).endsWith(".");
              assertThat(
                      House.ROOT.resolve(String.valueOf(map(alert, "annotations").get("runbook"))))
                  .exists();
            });
  }

  @Test
  void every_metric_of_an_alert_is_documented() {
    KnownMetrics known = KnownMetrics.read();
    assertThat(alerts())
        .allSatisfy(
            alert -> assertThat(known.unknownIn(String.valueOf(alert.get("expr")))).isEmpty());
    assertThat(known.unknownIn("max(offboarding_nonsense) > 0"))
        .as("an unknown one is noticed")
        .containsExactly("offboarding_nonsense");
  }

  @Test
  void every_alert_is_tested() {
    String tests = House.text(FOLDER.resolve("alerts_test.yml"));
    assertThat(alerts())
        .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert.get("alert") + "\n"));
  }

  /// `.ci/run` installs promtool, so there it is an error when it is missing.
  @Test
  void promtool_finds_that_each_alert_fires_when_it_should() throws Exception {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isThere).as("promtool is on the PATH").isTrue();
    }
    assumeTrue(isThere, "promtool is not installed (Debian: prometheus)");

    promtool("test", "rules", "alerts_test.yml");
    promtool("check", "rules", "--lint-fatal", "alerts.yml");
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts() {
    Map<String, Object> file = new Yaml().load(House.text(FOLDER.resolve("alerts.yml")));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> alert, String key) {
    return (Map<String, Object>) alert.get(key);
  }
}
