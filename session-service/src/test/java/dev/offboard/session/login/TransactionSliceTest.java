package dev.offboard.session.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.UserRef;
import dev.offboard.session.SessionSlice;
import dev.offboard.session.login.BothWays.Seen;
import dev.offboard.session.token.SessionId;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The proof that Micronaut Data repositories and Spring's JdbcClient share Spring's transaction.
@SessionSlice
class TransactionSliceTest {
  private static final UserRef USER = UserRef.of("one-transaction", "u1");
  private static final Runnable NOTHING = () -> {};

  @Autowired AutowireCapableBeanFactory beans;
  @Autowired JdbcClient jdbc;
  private BothWays both;

  @BeforeEach
  void behind_springs_transaction_proxy() {
    both = beans.createBean(BothWays.class);
  }

  @Test
  void a_repository_and_a_jdbc_client_see_each_others_writes_in_one_transaction() {
    Seen seen = both.write(USER, NOTHING);

    assertThat(seen.jdbcSeesRepository()).isTrue();
    assertThat(seen.repositorySeesJdbc()).isTrue();
    assertThat(seen.transactionOfRepository()).isEqualTo(seen.transactionOfJdbc());
    assertThat(isStored(seen.id())).isTrue();
  }

  @Test
  void both_roll_back_together() {
    AtomicReference<Seen> seen = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                both.write(
                    USER,
                    () -> {
                      seen.set(both.write(USER, NOTHING));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(isStored(seen.get().id())).isFalse();
    assertThat(
            jdbc.sql("SELECT count(*) FROM session WHERE xmin = ?::text::xid")
                .param(seen.get().transactionOfJdbc() % (1L << 32))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void requires_new_is_a_transaction_of_its_own_for_both() {
    AtomicReference<Seen> inner = new AtomicReference<>();
    AtomicReference<Seen> outer = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                both.write(
                    USER,
                    () -> {
                      outer.set(both.write(USER, NOTHING));
                      inner.set(both.writeApart(USER, NOTHING));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(inner.get().transactionOfRepository()).isEqualTo(inner.get().transactionOfJdbc());
    assertThat(inner.get().transactionOfJdbc()).isNotEqualTo(outer.get().transactionOfJdbc());
    assertThat(isStored(inner.get().id())).isTrue();
    assertThat(isStored(outer.get().id())).isFalse();
  }

  @Test
  void a_requires_new_that_fails_takes_only_its_own_writes_with_it() {
    AtomicReference<Seen> inner = new AtomicReference<>();

    Seen outer =
        both.write(
            USER,
            () ->
                assertThatThrownBy(
                        () ->
                            both.writeApart(
                                USER,
                                () -> {
                                  inner.set(both.write(USER, NOTHING));
                                  throw new IllegalStateException("on purpose");
                                }))
                    .hasMessage("on purpose"));

    assertThat(isStored(outer.id())).isTrue();
    assertThat(isStored(inner.get().id())).isFalse();
  }

  private boolean isStored(SessionId id) {
    return jdbc.sql("SELECT count(*) FROM session WHERE id = ?")
            .param(id.value())
            .query(Long.class)
            .single()
        == 1;
  }
}
