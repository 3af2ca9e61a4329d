package dev.offboard.orchestrator.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The policy snapshot as it is stored. Lenient towards newer versions: what they added is ignored,
/// and a refusal code they invented is HOLD, because that gives nothing back.
public final class PolicyJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private PolicyJson() {}

  public static String write(PolicySnapshot policy) {
    Map<String, String> deadlines = new TreeMap<>();
    policy.deadlines().forEach((phase, time) -> deadlines.put(phase.wireName(), time.toString()));
    return MAPPER.writeValueAsString(
        new Stored(
            policy.name(),
            policy.version(),
            policy.gracePeriod().toString(),
            deadlines,
            policy.onRefusal().name(),
            policy.attentionAfter(),
            policy.erase().name(),
            policy.sweeps().stream().map(Duration::toString).toList(),
            policy.priority().name(),
            policy.otherContract().name(),
            Eyes.of(policy.fourEyes()),
            policy.rules().isEmpty() ? null : policy.rules()));
  }

  public static PolicySnapshot read(String json) {
    Stored stored = MAPPER.readValue(json, Stored.class);
    return new PolicySnapshot(
        stored.name(),
        stored.version(),
        Duration.parse(stored.gracePeriod()),
        stored.deadlines().entrySet().stream()
            .collect(
                Collectors.toMap(
                    deadline -> Phase.of(deadline.getKey()),
                    deadline -> Duration.parse(deadline.getValue()))),
        refusal(stored.onRefusal()),
        stored.attentionAfter(),
        erase(stored.erase()),
        stored.sweeps() == null
            ? List.of()
            : stored.sweeps().stream().map(Duration::parse).toList(),
        Priority.ofCode(stored.priority()),
        otherContract(stored.otherContract()),
        stored.fourEyes() == null ? FourEyes.NONE : stored.fourEyes().read(),
        stored.rules() == null ? List.of() : stored.rules());
  }

  private static Refusal refusal(@Nullable String code) {
    return Arrays.stream(Refusal.values())
        .filter(refusal -> refusal.name().equals(code))
        .findFirst()
        .orElse(Refusal.HOLD);
  }

  /// Absent in what was stored before the choice existed; a code of a newer version keeps, because
  /// what is kept can still be erased.
  private static Erase erase(@Nullable String code) {
    return code == null || code.equals(Erase.AFTER_GRACE_PERIOD.name())
        ? Erase.AFTER_GRACE_PERIOD
        : Erase.NEVER;
  }

  /// Absent in what was stored before the choice existed; a code of a newer version keeps nobody.
  private static OtherContract otherContract(@Nullable String code) {
    return OtherContract.CANCEL.name().equals(code) ? OtherContract.CANCEL : OtherContract.IGNORE;
  }

  private record Stored(
      String name,
      int version,
      String gracePeriod,
      Map<String, String> deadlines,
      String onRefusal,
      int attentionAfter,
      @Nullable String erase,
      @Nullable List<String> sweeps,
      @Nullable String priority,
      @Nullable String otherContract,
      @Nullable Eyes fourEyes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> rules) {}

  /// Absent in what was stored before the choice existed, and while it says nothing.
  private record Eyes(
      int approvals,
      String within,
      String protectedAccount,
      String lastAdministrator,
      String oneself) {
    static @Nullable Eyes of(FourEyes eyes) {
      return eyes.equals(FourEyes.NONE)
          ? null
          : new Eyes(
              eyes.approvals(),
              eyes.within().toString(),
              eyes.protectedAccount().name(),
              eyes.lastAdministrator().name(),
              eyes.oneself().name());
    }

    FourEyes read() {
      return new FourEyes(
          approvals,
          Duration.parse(within),
          guard(protectedAccount),
          guard(lastAdministrator),
          guard(oneself));
    }

    /// A code of a newer version lets nothing pass.
    private static Guard guard(String code) {
      return Guard.TWO_APPROVERS.name().equals(code) ? Guard.TWO_APPROVERS : Guard.REFUSE;
    }
  }
}
