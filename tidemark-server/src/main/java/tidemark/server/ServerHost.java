package tidemark.server;

import tidemark.config.Address;
import tidemark.ingest.Host;
import tidemark.storage.Storage;

/** What the doors may ask of this process. */
final class ServerHost implements Host {
  private final Storage storage;
  private final Version version;
  private volatile Address http = Address.OFF;

  ServerHost(Storage storage, Version version) {
    this.storage = storage;
    this.version = version;
  }

  /** Told once the HTTP port is known, which is opened after the doors that mention it. */
  void httpListensOn(Address address) {
    http = address;
  }

  @Override
  public void sync() {
    storage.sync();
  }

  @Override
  public String version() {
    return version.text();
  }

  @Override
  public String revision() {
    return version.revision();
  }

  @Override
  public String builtOn() {
    return version.built();
  }

  @Override
  public String httpAddress() {
    return http.isOn() ? "http://" + http : "an HTTP port, which is off";
  }
}
