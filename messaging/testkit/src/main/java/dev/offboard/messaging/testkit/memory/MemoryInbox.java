package dev.offboard.messaging.testkit.memory;

import dev.offboard.messaging.inbox.Inbox;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The twin of [Inbox] in memory.
public class MemoryInbox extends Inbox {
  private final MemoryTable<Entry, Entry> accepted;

  private record Entry(String consumer, UUID messageId) {}

  public MemoryInbox(MemoryStore store) {
    super(NoDatabase.client());
    this.accepted = new MemoryTable<>(store);
  }

  @Override
  public Set<UUID> accept(String consumer, Collection<UUID> ids) {
    Set<UUID> fresh = new HashSet<>();
    for (UUID id : ids) {
      Entry entry = new Entry(consumer, id);
      if (accepted.insertIfNone(entry, entry)) {
        fresh.add(id);
      }
    }
    return fresh;
  }

  public boolean holds(String consumer, UUID id) {
    return accepted.find(new Entry(consumer, id)).isPresent();
  }

  /// As its retention does; in the caller's transaction.
  public void forgetEverything() {
    List.copyOf(accepted.rows()).forEach(accepted::delete);
  }
}
