package dev.offboard.orchestrator.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.rule.Rule;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Rules as they are stored and shown: the same words as in the API.
record RuleJson(String when, @Nullable String words, ThenJson then) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /// @param gracePeriod as ISO 8601 writes it
  record ThenJson(
      @Nullable Integer approvals,
      @Nullable String gracePeriod,
      @Nullable String erase,
      @Nullable String priority) {}

  static RuleJson of(Rule rule) {
    Rule.Then then = rule.then();
    return new RuleJson(
        rule.when(),
        rule.words().isEmpty() ? null : rule.words(),
        new ThenJson(
            then.approvals(),
            then.gracePeriod() == null ? null : then.gracePeriod().toString(),
            then.erase() == null ? null : then.erase().name(),
            then.priority() == null ? null : then.priority().name()));
  }

  static String write(List<Rule> rules) {
    return MAPPER.writeValueAsString(rules.stream().map(RuleJson::of).toList());
  }

  static List<Rule> read(String json) {
    return MAPPER.readValue(json, new TypeReference<List<RuleJson>>() {}).stream()
        .map(RuleJson::rule)
        .toList();
  }

  private Rule rule() {
    return new Rule(
        when,
        new Rule.Then(
            then.approvals(),
            then.gracePeriod() == null ? null : Duration.parse(then.gracePeriod()),
            then.erase() == null ? null : Erase.valueOf(then.erase()),
            then.priority() == null ? null : Priority.valueOf(then.priority())),
        words == null ? "" : words);
  }
}
