package dev.offboard.local.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a user is to the company; policies tell them apart. SCIM leaves the values of `userType`
/// free (RFC 7643 section 4.1.1), so those in use at identity providers are mapped and the rest can
/// be with `--user-type`.
public enum UserKind {
  /// On the payroll.
  EMPLOYEE,
  /// Works here for somebody else or for a time.
  CONTRACTOR,
  /// Belongs to a customer.
  CUSTOMER;

  /// "Member" and "Guest" are what Entra ID says; the rest are the examples of RFC 7643 and plain
  /// words.
  private static final Map<String, UserKind> USER_TYPES =
      Map.ofEntries(
          Map.entry("employee", EMPLOYEE),
          Map.entry("member", EMPLOYEE),
          Map.entry("staff", EMPLOYEE),
          Map.entry("intern", EMPLOYEE),
          Map.entry("contractor", CONTRACTOR),
          Map.entry("temp", CONTRACTOR),
          Map.entry("temporary", CONTRACTOR),
          Map.entry("external", CONTRACTOR),
          Map.entry("guest", CONTRACTOR),
          Map.entry("consultant", CONTRACTOR),
          Map.entry("freelancer", CONTRACTOR),
          Map.entry("vendor", CONTRACTOR),
          Map.entry("partner", CONTRACTOR),
          Map.entry("customer", CUSTOMER),
          Map.entry("client", CUSTOMER));

  /// The kind that a `userType` means, whatever its case.
  static Optional<UserKind> ofUserType(String userType) {
    return Optional.ofNullable(USER_TYPES.get(userType.strip().toLowerCase(Locale.ROOT)));
  }

  /// As the services and the command line spell it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String known() {
    return Arrays.stream(values()).map(UserKind::wireName).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return wireName();
  }
}
