package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// Dashboards can be loaded, and every panel asks for what is there, in a unit.
class DashboardsTest {
  private static final Path FOLDER = House.ROOT.resolve("deploy/grafana");
  private static final KnownMetrics KNOWN = KnownMetrics.read();

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_have_ids_of_their_own_units_and_known_metrics(Path file) {
    List<Map<String, Object>> panels = panels(file);
    assertThat(panels).extracting(panel -> panel.get("id")).doesNotHaveDuplicates();
    assertThat(panels)
        .filteredOn(panel -> !"row".equals(panel.get("type")))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(map(map(panel, "fieldConfig"), "defaults").get("unit"))
                  .asString()
                  .isNotBlank();
              assertThat(queries(panel))
                  .isNotEmpty()
                  .allSatisfy(query -> assertThat(KNOWN.unknownIn(query)).isEmpty());
            });
  }

  @Test
  void every_dashboard_has_an_id_of_its_own() {
    assertThat(dashboards())
        .hasSize(3)
        .extracting(file -> load(file).get("uid"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void every_metric_of_ours_is_on_a_dashboard() {
    String all = dashboards().map(House::text).collect(Collectors.joining());
    Set<String> unseen = new TreeSet<>(KNOWN.ours());
    unseen.removeIf(all::contains);
    unseen.removeIf(name -> name.matches(".*_(count|sum|max|bucket)"));
    assertThat(unseen).isEmpty();
  }

  /// `once` metrics are shown from the first time on: until then only the code tells that they are
  /// made.
  @Test
  void what_is_shown_once_it_happens_is_made_somewhere() {
    String code = House.javaFiles().stream().map(House::text).collect(Collectors.joining());
    assertThat(
            House.text(House.ROOT.resolve("docs/metrics.md"))
                .lines()
                .filter(line -> line.contains("| once |"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .map(name -> name.replaceAll("_(total|seconds)$", "").replace('_', '.')))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(code).contains('"' + name + '"'));
  }

  static Stream<Path> dashboards() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(it -> it.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JSON is YAML, as far as this is concerned.
  private static Map<String, Object> load(Path file) {
    return new Yaml().load(House.text(file));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> panels(Path file) {
    return (List<Map<String, Object>>) load(file).get("panels");
  }

  @SuppressWarnings("unchecked")
  private static List<String> queries(Map<String, Object> panel) {
    return ((List<Map<String, Object>>) panel.get("targets"))
        .stream().map(target -> String.valueOf(target.get("expr"))).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> of, String key) {
    return (Map<String, Object>) of.get(key);
  }
}
