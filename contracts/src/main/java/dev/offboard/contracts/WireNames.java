package dev.offboard.contracts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fixed table from wire name (`ce_type`) to message class. Wire names are stable, carry a
/// version and are never class names; a new shape gets a new name.
public final class WireNames {
  private static final Map<String, Class<? extends Message>> CLASSES = new LinkedHashMap<>();
  private static final Map<Class<? extends Message>, String> NAMES = new LinkedHashMap<>();

  static {
    put("offboarding.requested.v1", OffboardingRequested.class);
    put("offboarding.undo-requested.v1", OffboardingUndoRequested.class);
    put("offboarding.user-deprovisioned.v1", UserDeprovisioned.class);
    put("offboarding.user-reinstated.v1", UserReinstated.class);
    put("offboarding.user-erased.v1", UserErased.class);
    put("offboarding.residual-access-queried.v1", ResidualAccessQueried.class);
    put("offboarding.roles-withdrawn.v1", RolesWithdrawn.class);
    put("offboarding.roles-restored.v1", RolesRestored.class);
    put("offboarding.residual-roles-queried.v1", ResidualRolesQueried.class);
    put("offboarding.concluded.v1", OffboardingConcluded.class);
    put("offboarding.completed.v1", OffboardingCompleted.class);
    put("offboarding.step-reports.v1", StepReports.class);
    put("offboarding.dead-letter-replayed.v1", DeadLetterReplayed.class);
    put("offboarding.record-rejected.v1", RecordRejected.class);
    put("offboarding.access-changed.v1", AccessChanged.class);
    put("offboarding.state-changes.v1", StateChanges.class);
  }

  private WireNames() {}

  public static String of(Message message) {
    String name = NAMES.get(message.getClass());
    if (name == null) {
      throw new IllegalStateException(
          message.getClass() + " has no wire name; add it to WireNames before sending it");
    }
    return name;
  }

  public static Optional<Class<? extends Message>> classOf(String wireName) {
    return Optional.ofNullable(CLASSES.get(wireName));
  }

  public static Set<String> known() {
    return CLASSES.keySet();
  }

  private static void put(String name, Class<? extends Message> type) {
    CLASSES.put(name, type);
    NAMES.put(type, name);
  }
}
