/** Names and meanings of configuration keys in Chinese: by the path inside an entry, or by the key alone. */
export default {
  id: ["标识", "唯一名称，用于日志、记录和租户配置。"],
  name: ["名称", "显示用的名称；缺省为标识。"],
};
