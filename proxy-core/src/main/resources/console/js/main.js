import { createApp } from "../lib/vue.js";
import { whoAmI } from "./api.js";
import { preferred, speak } from "./i18n.js";
import { follow } from "./route.js";
import { theme, wear } from "./theme.js";
import { App } from "./app.js";

wear(theme.value);
follow();
await speak(preferred());
const app = createApp(App);
app.mount("#app");
await whoAmI().catch((problem) => app._instance.exposed.failed(problem));
