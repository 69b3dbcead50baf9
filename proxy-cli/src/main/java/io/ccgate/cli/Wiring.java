package io.ccgate.cli;

import io.ccgate.cli.port.AdminApi;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentsFileEditor;
import io.ccgate.cli.port.BookKeeper;
import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.cli.port.Doctor;
import io.ccgate.cli.port.Explainer;
import io.ccgate.cli.port.GatewayStarter;
import io.ccgate.cli.port.Keys;
import io.ccgate.cli.port.MockStarter;
import io.ccgate.cli.port.Ports;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageVerifier;
import io.ccgate.cli.wiring.DemoMock;
import io.ccgate.cli.wiring.DiskAgentTools;
import io.ccgate.cli.wiring.DiskAgentsFile;
import io.ccgate.cli.wiring.DiskConfig;
import io.ccgate.cli.wiring.GatewayProcess;
import io.ccgate.cli.wiring.HttpAdminApi;
import io.ccgate.cli.wiring.KeyForge;
import io.ccgate.cli.wiring.OfflineBooks;
import io.ccgate.cli.wiring.OfflineExplainer;
import io.ccgate.cli.wiring.OfflineUsage;
import io.ccgate.cli.wiring.OfflineVerifier;
import io.ccgate.cli.wiring.doctor.LocalDoctor;

/** Who fulfils what the commands need. The classes are small: what they stand for is loaded when a command calls it. */
final class Wiring {
    private Wiring() {}

    static Ports ports() {
        ConfigFiles config = new DiskConfig();
        Keys keys = new KeyForge();
        GatewayStarter gateway = new GatewayProcess();
        MockStarter mock = new DemoMock();
        UsageReader usage = new OfflineUsage();
        BookKeeper books = new OfflineBooks();
        UsageVerifier verifier = new OfflineVerifier();
        AgentTools agents = new DiskAgentTools();
        AgentsFileEditor agentsFile = new DiskAgentsFile();
        Doctor doctor = new LocalDoctor();
        AdminApi admin = new HttpAdminApi();
        Explainer explainer = new OfflineExplainer();
        return new Ports(
                config, keys, gateway, mock, usage, books, verifier, agents, agentsFile, doctor, admin, explainer);
    }
}
