package dev.offboard.messaging.participant;

import dev.offboard.contracts.InventoryItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Words an [Inventory] as it may leave the service, in a bounded size: an entry of the audit log
/// has at most 65,535 bytes.
final class Digests {
  /// More accesses of a kind than anybody checks one by one.
  static final int MOST_OF_A_KIND = 50;

  /// Of all kinds together, some 12 kB.
  static final int MOST = 250;

  /// Kinds, some 25 kB with their longest names. What is of further kinds is told as one.
  static final int MOST_KINDS = 100;

  static final String FURTHER = "further";

  /// RFC 9106 section 3.1 holds 16 bytes for sufficient for any salt.
  private static final int SALT_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Digests() {}

  static List<InventoryItem> of(Inventory inventory) {
    List<InventoryItem> items = new ArrayList<>();
    int left = MOST;
    for (var kind : bounded(inventory.identifiers()).entrySet()) {
      int size = kind.getValue().size();
      boolean isTold = size <= Math.min(left, MOST_OF_A_KIND);
      items.add(
          isTold ? each(kind.getKey(), kind.getValue()) : all(kind.getKey(), kind.getValue()));
      left -= isTold ? size : 1;
    }
    return items;
  }

  private static SortedMap<String, SortedSet<String>> bounded(
      SortedMap<String, SortedSet<String>> kinds) {
    if (kinds.size() <= MOST_KINDS) {
      return kinds;
    }
    SortedMap<String, SortedSet<String>> bounded = new TreeMap<>();
    SortedSet<String> further = new TreeSet<>();
    kinds.forEach(
        (kind, ids) -> {
          if (bounded.size() < MOST_KINDS) {
            bounded.put(kind, ids);
          } else {
            ids.forEach(id -> further.add(kind + "=" + id));
          }
        });
    bounded.put(FURTHER, further);
    return bounded;
  }

  private static InventoryItem each(String kind, SortedSet<String> ids) {
    byte[] salt = salt();
    return new InventoryItem(
        kind,
        ids.size(),
        base64(salt),
        sorted(salt, ids).stream().map(Digests::base64).toList(),
        null);
  }

  private static InventoryItem all(String kind, SortedSet<String> ids) {
    byte[] salt = salt();
    MessageDigest all = sha256();
    sorted(salt, ids).forEach(all::update);
    return new InventoryItem(kind, ids.size(), base64(salt), null, base64(all.digest()));
  }

  /// In the order of the digests, which says nothing about the identifiers.
  private static List<byte[]> sorted(byte[] salt, SortedSet<String> ids) {
    MessageDigest digest = sha256();
    List<byte[]> digests = new ArrayList<>(ids.size());
    for (String id : ids) {
      digest.update(salt);
      digests.add(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    }
    digests.sort(Arrays::compareUnsigned);
    return digests;
  }

  private static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
