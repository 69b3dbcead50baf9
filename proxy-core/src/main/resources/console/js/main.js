import { createApp } from "../lib/vue.js";
import { App } from "./app.js";
import { preferred, speak } from "./i18n.js";
import { follow } from "./route.js";
import { theme, wear } from "./theme.js";

wear(theme.value);
follow();
await speak(preferred());
createApp(App).mount("#app");
