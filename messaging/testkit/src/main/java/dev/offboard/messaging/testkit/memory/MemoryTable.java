package dev.offboard.messaging.testkit.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows by their primary key, in the order of their first insert. Rows are immutable values.
public final class MemoryTable<K, V> {
  private final MemoryStore store;
  private final Map<K, V> rows = new LinkedHashMap<>();

  public MemoryTable(MemoryStore store) {
    this.store = store;
  }

  public Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  public Collection<V> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /// Returns whether there was none.
  public boolean insertIfNone(K key, V row) {
    if (rows.containsKey(key)) {
      return false;
    }
    put(key, row);
    return true;
  }

  public void put(K key, V row) {
    V before = rows.put(key, row);
    store.written(() -> putBack(key, before));
  }

  public void delete(K key) {
    V before = rows.remove(key);
    if (before != null) {
      store.written(() -> putBack(key, before));
    }
  }

  private void putBack(K key, @Nullable V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }
}
