package dev.offboard.local.offboarding;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How ids and instants are written on the command line. What is wrong with one is said before
/// anything is done.
public final class Arguments {
  private Arguments() {}

  /// A tenant's id.
  public static final class OfTenant implements ITypeConverter<TenantId> {
    @Override
    public TenantId convert(String text) {
      return said(() -> new TenantId(text));
    }
  }

  /// TENANT/USER.
  static final class OfUser implements ITypeConverter<UserRef> {
    @Override
    public UserRef convert(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new TypeConversionException(
            "\"%s\" (expected: TENANT/USER, for example nordwind-logistics/e1110)".formatted(text));
      }
      return said(() -> UserRef.of(text.substring(0, slash), text.substring(slash + 1)));
    }
  }

  /// The UUID of an offboarding.
  static final class OfOffboarding implements ITypeConverter<OffboardingId> {
    @Override
    public OffboardingId convert(String text) {
      try {
        return OffboardingId.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "\"%s\" (expected: the id that `offboard list` shows)".formatted(text));
      }
    }
  }

  /// The name of a policy.
  static final class OfReason implements ITypeConverter<ReasonCode> {
    @Override
    public ReasonCode convert(String text) {
      return said(() -> new ReasonCode(text));
    }
  }

  /// APPLICATION/ROLE.
  static final class OfRole implements ITypeConverter<HeldRole> {
    @Override
    public HeldRole convert(String text) {
      return said(() -> HeldRole.parse(text));
    }
  }

  /// RFC 3339 with an offset: a departure at midnight depends on where.
  static final class OfInstant implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "\"%s\" (expected: an instant with an offset, for example 2026-12-31T17:00:00+01:00)"
                .formatted(text));
      }
    }
  }

  private static <T> T said(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
