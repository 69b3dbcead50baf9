@echo off
rem Ends the gateway that start.bat started. Windows has no gentle signal for it: press Ctrl+C in its window to let running
rem requests finish.
setlocal
cd /d "%~dp0.."
if not exist data\ccgate.pid (
  echo Not running.
  exit /b 0
)
set /p PID=<data\ccgate.pid
taskkill /PID %PID% /F && del data\ccgate.pid
