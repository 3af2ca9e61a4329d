package dev.offboard.local.directory;

import dev.offboard.contracts.TenantId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the person who imports decides about everything in the files.
///
/// @param tenant where everything goes, if not where the files say
/// @param userId which attribute of a SCIM user is its id here
/// @param kindWithoutUserType what somebody is whose `userType` is absent or not understood
/// @param userTypes what a `userType` means, keys in lower case; asked before the usual meanings
/// @param inactive what happens to users whose `active` is false
record ImportRules(
    Optional<TenantId> tenant,
    IdAttribute userId,
    UserKind kindWithoutUserType,
    Map<String, UserKind> userTypes,
    Inactive inactive) {

  static final ImportRules USUAL =
      new ImportRules(
          Optional.empty(), IdAttribute.ID, UserKind.EMPLOYEE, Map.of(), Inactive.LEAVE_OUT);

  /// Lower-cases the keys: SCIM compares `userType` without regard to case.
  ImportRules {
    userTypes =
        userTypes.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().strip().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  ImportRules into(TenantId everything) {
    return new ImportRules(
        Optional.of(everything), userId, kindWithoutUserType, userTypes, inactive);
  }

  Optional<UserKind> kindOf(String userType) {
    return Optional.ofNullable(userTypes.get(userType.strip().toLowerCase(Locale.ROOT)))
        .or(() -> UserKind.ofUserType(userType));
  }

  /// Where a user's id comes from.
  enum IdAttribute {
    /// `id`, which the exporting provider guarantees to be unique and never to change (RFC 7643
    /// section 3.1); `externalId` where that is no valid id here.
    ID,
    /// `externalId`, usually the personnel number.
    EXTERNAL_ID
  }

  /// What to do with users that the identity provider has switched off.
  enum Inactive {
    /// They can't sign in there, so they get no account here.
    LEAVE_OUT,
    /// For taking away what they still hold elsewhere.
    IMPORT
  }
}
