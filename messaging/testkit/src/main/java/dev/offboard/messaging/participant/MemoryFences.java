package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.memory.MemoryStore;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import dev.offboard.messaging.testkit.memory.NoDatabase;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The twin of [Fences] in memory.
class MemoryFences extends Fences {
  private static final Comparator<Fence> ORDER =
      Comparator.comparing(Fence::epoch).thenComparing(Fence::standing);

  private final MemoryTable<UserRef, Fence> rows;

  MemoryFences(MemoryStore store) {
    super(NoDatabase.client());
    this.rows = new MemoryTable<>(store);
  }

  @Override
  public Fence lock(UserRef user) {
    rows.insertIfNone(user, neverHeardOf(user));
    return current(user);
  }

  @Override
  public Map<UserRef, Fence> lock(Collection<UserRef> users) {
    Map<UserRef, Fence> locked = new HashMap<>();
    users.forEach(user -> locked.put(user, lock(user)));
    return locked;
  }

  @Override
  Map<UserRef, Fence> advance(List<Fence> targets) {
    Map<UserRef, Fence> before = new HashMap<>();
    for (Fence target : targets) {
      Fence now = current(target.user());
      if (isInForce(target)) {
        rows.put(target.user(), target);
        before.put(target.user(), now);
      }
    }
    return before;
  }

  /// A user never heard of is let in by whatever comes.
  boolean isInForce(Fence target) {
    return rows.find(target.user()).filter(now -> ORDER.compare(now, target) > 0).isEmpty();
  }

  @Override
  void restore(List<Fence> before) {
    for (Fence fence : before) {
      if (rows.find(fence.user()).isPresent()) {
        rows.put(fence.user(), fence);
      }
    }
  }

  Fence current(UserRef user) {
    return rows.find(user).orElseGet(() -> neverHeardOf(user));
  }

  long open(TenantId tenant) {
    return rows.rows().stream()
        .filter(fence -> fence.isOpen() && fence.user().tenantId().equals(tenant))
        .count();
  }

  private static Fence neverHeardOf(UserRef user) {
    return new Fence(user, Epoch.FIRST, Standing.OPEN);
  }
}
