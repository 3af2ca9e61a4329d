package dev.offboard.messaging.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.egress.AddressRule.Loopback;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "::1",
        "0.0.0.0",
        "::",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "fc00::1",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "240.0.0.1",
        "0.1.2.3",
        "192.0.0.192",
        "198.18.0.1",
        "192.0.2.1",
        "2002:7f00:1::",
        "2001:0:1::",
        "64:ff9b::a9fe:a9fe",
        "::127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "2001:db8::1",
        "100::1"
      })
  void an_address_that_is_not_public_is_refused(String address) throws Exception {
    assertThat(new AddressRule(Loopback.REFUSED).objectionTo(InetAddress.getByName(address)))
        .as(address)
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "2606:2800:220:1::1",
        "2a00:1450::1",
        "198.20.0.1"
      })
  void a_public_address_may_be_called(String address) throws Exception {
    assertThat(new AddressRule(Loopback.REFUSED).objectionTo(InetAddress.getByName(address)))
        .as(address)
        .isEmpty();
  }

  @Test
  void loopback_may_be_called_when_configured_and_nothing_else_with_it() throws Exception {
    AddressRule rule = new AddressRule(Loopback.ALLOWED);
    assertThat(rule.objectionTo(InetAddress.getByName("127.0.0.1"))).isEmpty();
    assertThat(rule.objectionTo(InetAddress.getByName("::1"))).isEmpty();
    assertThat(rule.objectionTo(InetAddress.getByName("10.0.0.1"))).isPresent();
    assertThat(rule.objectionTo(InetAddress.getByName("169.254.169.254"))).isPresent();
  }

  @Test
  void only_https_is_called_beside_this_machine() {
    AddressRule strict = new AddressRule(Loopback.REFUSED);
    AddressRule trial = new AddressRule(Loopback.ALLOWED);

    assertThat(strict.allowsScheme(URI.create("https://app.example.com/"))).isTrue();
    assertThat(strict.allowsScheme(URI.create("http://127.0.0.1/"))).isFalse();
    assertThat(trial.allowsScheme(URI.create("http://127.0.0.1:9999/"))).isTrue();
    assertThat(trial.allowsScheme(URI.create("http://app.example.com/"))).isFalse();
    assertThat(trial.allowsScheme(URI.create("ftp://127.0.0.1/"))).isFalse();
    assertThat(trial.allowsScheme(URI.create("mailto:a@example.com"))).isFalse();
  }
}
