package dev.offboard.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accesses of one kind that a user had when a revocation began, told without telling which:
/// whoever knows the identifier of one can check that it was among them.
///
/// A digest is SHA-256 over the salt followed by the identifier in UTF-8; salt and digests are in
/// base64 (RFC 4648 section 4). Many accesses are told by one digest over all: SHA-256 over the
/// digests of each, sorted as unsigned bytes, one after the other.
///
/// @param salt made for this item alone, so that the same identifier elsewhere looks different
/// @param digests one for each access, in no order that says anything; absent if they are too many
/// @param digestOfAll absent unless `digests` is
public record InventoryItem(
    String kind,
    long count,
    String salt,
    @Nullable List<String> digests,
    @Nullable String digestOfAll) {
  public InventoryItem {
    digests = digests == null ? null : List.copyOf(digests);
  }
}
