package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offboard.docs.Advisories.Component;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AdvisoriesTest {
  private static final Advisories KNOWN =
      Advisories.parse(House.text(House.ROOT.resolve("deploy/advisories/advisories.txt")));

  /// With their bills of materials, which `mvn verify` has made by now; `mvn test` makes none.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "orchestrator",
        "identity-service",
        "entitlement-service",
        "session-service",
        "audit-service",
        "deploy/local"
      })
  void no_program_has_a_library_with_a_known_weakness(String program) throws IOException {
    Path module = House.ROOT.resolve(program);
    Path bom = module.resolve("target/classes/META-INF/sbom/application.cdx.json");
    assumeThat(bom).as("made by `mvn verify`").exists();
    assumeThat(isNewer(bom, module.resolve("pom.xml"))).as("made since the pom changed").isTrue();
    assumeThat(isNewer(bom, House.ROOT.resolve("pom.xml"))).as("made since then").isTrue();

    List<Component> components = components(House.text(bom));

    assertThat(components).as("the bill lists what is shipped").hasSizeGreaterThan(30);
    assertThat(KNOWN.about(components)).isEmpty();
  }

  @Test
  void the_list_is_not_empty_and_says_where_each_is_from() {
    assertThat(KNOWN.all())
        .hasSizeGreaterThan(5)
        .allSatisfy(it -> assertThat(it.source()).startsWith("https://"));
  }

  @Test
  void a_library_in_an_affected_version_is_found() {
    Advisories planted =
        Advisories.parse("org.example:weak | [1.0,1.4) | CVE-0 | gives in | https://example.org");
    String bom =
        """
        {"bomFormat":"CycloneDX","components":[
          {"group":"org.example","name":"weak","version":"1.3.9","purl":"pkg:maven/org.example/weak@1.3.9?type=jar"},
          {"group":"org.example","name":"weak-not","version":"1.3.9","purl":"pkg:maven/org.example/weak-not@1.3.9?type=jar"}]}
        """;

    assertThat(planted.about(components(bom)))
        .singleElement()
        .asString()
        .contains("org.example:weak 1.3.9", "CVE-0", "https://example.org");
    assertThat(planted.about(List.of(new Component("org.example:weak", "1.4.0")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.example:weak | [1.0,1.4) | CVE-0 | gives in",
        "org.example:weak | 1.0 | CVE-0 | gives in | https://example.org",
        "org.example:weak | [1.0,1.4), 1.5 | CVE-0 | gives in | https://example.org"
      })
  void a_line_that_cannot_be_read_is_no_line_that_never_matches(String line) {
    assertThatThrownBy(() -> Advisories.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "42.7.4, 42.7.12",
    "1.9, 1.10",
    "2.0-beta9, 2.0",
    "2.0-beta9, 2.0-rc1",
    "3.0.0-M1, 3.0.0",
    "4.1.0-SNAPSHOT, 4.1.0",
    "3.7.0.Final, 3.7.1.Final",
    "33.0.0, 33.0.0-jre"
  })
  void versions_are_ordered_as_maven_does(String lower, String higher) {
    assertThat(LibraryVersion.compare(lower, higher)).isNegative();
    assertThat(LibraryVersion.compare(higher, lower)).isPositive();
    assertThat(LibraryVersion.compare(lower, lower)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1", "3.7.0.Final, 3.7.0", "2.0.0.RELEASE, 2.0"})
  void these_are_the_same(String one, String other) {
    assertThat(LibraryVersion.compare(one, other)).isZero();
  }

  private static boolean isNewer(Path one, Path other) throws IOException {
    return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
  }

  /// JSON is YAML.
  @SuppressWarnings("unchecked")
  private static List<Component> components(String bom) {
    LoaderOptions large = new LoaderOptions();
    large.setCodePointLimit(bom.length() + 1);
    Map<String, Object> read = new Yaml(new SafeConstructor(large)).load(bom);
    return ((List<Map<String, Object>>) read.getOrDefault("components", List.of()))
        .stream()
            .map(
                it ->
                    new Component(
                        it.get("group") + ":" + it.get("name"),
                        URLDecoder.decode(
                            String.valueOf(it.get("version")), StandardCharsets.UTF_8)))
            .toList();
  }
}
